-- For wrk: each request books for another application, as a page's own script asks for it.
-- BOOK_REQUESTS names the file of requests (session, application and slot of one on a line),
-- BOOK_ANSWERS the file for what was answered: "201 <booking>" or the status alone.
local threads = {}
answers, nth = {}, 0

function setup(thread)
  table.insert(threads, thread)
end

function init()
  requests = {}
  for line in io.lines(os.getenv("BOOK_REQUESTS")) do
    local session, application, slot = line:match("(%S+) (%S+) (%S+)")
    local headers = {
      ["Host"] = wrk.host .. ":" .. wrk.port,
      ["Origin"] = "http://" .. wrk.host .. ":" .. wrk.port,
      ["Cookie"] = "lintas=" .. session,
      ["Content-Type"] = "application/json",
      ["Idempotency-Key"] = application,
    }
    local body = '{"application":"' .. application .. '","slot":"' .. slot .. '"}'
    requests[#requests + 1] = wrk.format("POST", "/api/v1/bookings", headers, body)
  end
end

function request()
  nth = nth % #requests + 1
  return requests[nth]
end

function response(status, headers, body)
  answers[#answers + 1] = status .. " " .. (body:match('"id":"([^"]+)"') or body)
end

function done()
  local file = io.open(os.getenv("BOOK_ANSWERS"), "w")
  for _, thread in ipairs(threads) do
    file:write(table.concat(thread:get("answers"), "\n"))
  end
  file:close()
end
