-- The plain view: each line has a session, its CSRF token and a body.
local asked, place = {}, 0

function init(args)
  for line in io.lines(args[1]) do
    local session, csrf, body = string.match(line, "^(%S+) (%S+) (.*)$")
    asked[#asked + 1] = wrk.format("POST", nil, {
      ["Content-Type"] = "application/x-www-form-urlencoded",
      ["Accept"] = "application/json",
      ["Cookie"] = "sessionid=" .. session .. "; csrftoken=" .. csrf,
      ["X-CSRFToken"] = csrf,
    }, body)
  end
end

function request()
  place = place % #asked + 1
  return asked[place]
end

function done(summary, latency)
  io.write(string.format(
    '{"requests":%d,"seconds":%.6f,"p50":%.3f,"p99":%.3f,"refused":%d,"broken":%d}\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    summary.errors.status, summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
end
