-- Whole participations: begin, which answers with the paper as for a page with its script, then hand in. One thread as for submissions
-- alone: a paper that came on one connection is handed in on whichever sends next, as behind a proxy.
local entrances, place, papers, first, last = {}, 0, {}, 1, 0
local form = { ["Content-Type"] = "application/x-www-form-urlencoded", ["Accept"] = "application/json" }
local page = { ["Content-Type"] = "application/x-www-form-urlencoded", ["Accept"] = "text/html" }
local answers = "&trail=1.4..2.11..3.19..4.27..5.38..6.49..7.61..8.77..9.92..10.118&answers=A.B.C.D.A.B.C.D.A.B&prediction=100"
local mark = 'name="t" value="'
local path
finished = 0 -- global: read from the outer state at the end

function setup(thread) only = thread end

function init(args)
  path = args[2]
  for line in io.lines(args[1]) do entrances[#entrances + 1] = line end
end

function request()
  if first <= last then
    local token = papers[first]
    papers[first], first = nil, first + 1
    return wrk.format("POST", path .. "/nop/", form, "t=" .. token .. answers)
  end
  place = place % #entrances + 1
  return wrk.format("POST", path .. "/bat-dau/", page, "e=" .. entrances[place] .. "&ngay=1")
end

function response(status, _headers, body)
  if status ~= 200 then return end
  -- Plain searches: a pattern would be tried at each of ten thousand letters, on the core that loads.
  local _, before = string.find(body, mark, 1, true)
  if before then
    last = last + 1
    papers[last] = string.sub(body, before + 1, string.find(body, '"', before + 1, true) - 1)
  elseif string.find(body, '"receipt"', 1, true) then
    finished = finished + 1
  end
end

function done(summary, latency)
  io.write(string.format(
    '{"requests":%d,"whole":%d,"seconds":%.6f,"p50":%.3f,"p99":%.3f,"refused":%d,"broken":%d}\n',
    summary.requests, only:get("finished"), summary.duration / 1e6, latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    summary.errors.status, summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
end
