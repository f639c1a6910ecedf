-- Each request hands in another attempt: bodies come line by line from a file; when it is used up the count goes on and is told.
local bodies, place = {}, 0
local headers = { ["Content-Type"] = "application/x-www-form-urlencoded", ["Accept"] = "application/json" } -- as the page's script

function init(args)
  for line in io.lines(args[1]) do bodies[#bodies + 1] = wrk.format("POST", nil, headers, line) end
end

function request()
  place = place % #bodies + 1
  return bodies[place]
end

function done(summary, latency)
  io.write(string.format(
    '{"requests":%d,"seconds":%.6f,"p50":%.3f,"p99":%.3f,"refused":%d,"broken":%d}\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    summary.errors.status, summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
end
