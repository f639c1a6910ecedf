-- A whole participation on each connection: begin, which answers with the paper as for a page with its script, hand in, then the next
-- person. One thread a connection: it knows its own step.
local count, tokens, place, step, token = 0, {}, 0, 0, nil
local form = { ["Content-Type"] = "application/x-www-form-urlencoded", ["Accept"] = "application/json" }
local page = { ["Content-Type"] = "application/x-www-form-urlencoded", ["Accept"] = "text/html" }
local answers = "&answers=A.B.C.D.A.B.C.D.A.B&prediction=100"
local path
finished = 0

function setup(thread)
  thread:set("number", count) -- a global of that thread
  count = count + 1
  threads = threads or {}
  table.insert(threads, thread)
end

function init(args)
  path = args[2]
  for line in io.lines(args[1] .. "." .. number) do tokens[#tokens + 1] = line end
end

function request()
  if step == 0 then
    place = place % #tokens + 1
    return wrk.format("POST", path .. "/bat-dau/", page, "ngay=1&e=" .. tokens[place])
  end
  return wrk.format("POST", path .. "/nop/", form, "t=" .. token .. answers)
end

function response(status, _headers, body)
  if step == 0 then
    -- Two plain searches: a pattern would be tried at each of ten thousand letters, on the core that loads.
    local _, before = string.find(body, 'name="t" value="', 1, true)
    if status == 200 and before then
      token = string.sub(body, before + 1, string.find(body, '"', before + 1, true) - 1)
      step = 1
    end
  else
    if status == 200 then finished = finished + 1 end
    step = 0
  end
end

function done(summary, latency)
  local whole = 0
  for _, thread in ipairs(threads) do whole = whole + thread:get("finished") end
  io.write(string.format(
    '{"requests":%d,"whole":%d,"seconds":%.6f,"p50":%.3f,"p99":%.3f,"refused":%d,"broken":%d}\n',
    summary.requests, whole, summary.duration / 1e6, latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    summary.errors.status, summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
end
