"""Answers that fit a service's questions, made from its definition alone."""

from lintas.catalogue.definition import Question, Service

BY_KIND = {
    "text": "Contoh",
    "name": "Contoh Pertama",
    "nik": "1309080503909001",
    "date": "5 3 1990",
    "phone": "0812 3456 7890",
    "email": "contoh@contoh.example",
    "country": "Utopia",
    "passport_number": "X1234567",
    "village": "13.09.08.2003",
    "declaration": "ya",
}


def answer_to(question: Question) -> str:
    """By kind; of choices the first, which also opens what hangs on it."""
    return question.choices[0].value if question.choices else BY_KIND[question.kind]


def answers_for(service: Service) -> dict[str, str]:
    return {question.id: answer_to(question) for question in service.questions}
