"""An SMS gateway (Kannel), WhatsApp, Telegram and a push service: nothing leaves the machine."""
