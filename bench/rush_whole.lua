-- Whole participations: begin, which answers with the paper as for a page with its script, then hand in. One thread as for submissions
-- alone: a paper that came on one connection is handed in on whichever sends next, as behind a proxy.
local begins, place, papers, waiting = {}, 0, {}, 0
local mark = 'name="t" value="'
local hand_in, rest
finished = 0 -- global: read from the outer state at the end

function setup(thread) only = thread end

-- What is sent is put together here and not by wrk.format for each request: the core that loads would pay for it.
local function head(target, accept)
  return "POST " .. target .. " HTTP/1.1\r\nHost: " .. wrk.host .. ":" .. wrk.port ..
    "\r\nContent-Type: application/x-www-form-urlencoded\r\nAccept: " .. accept .. "\r\nContent-Length: "
end

function init(args)
  local begin = head(args[2] .. "/bat-dau/", "text/html")
  for line in io.lines(args[1]) do
    local body = "e=" .. line .. "&ngay=1"
    begins[#begins + 1] = begin .. #body .. "\r\n\r\n" .. body
  end
  rest = "&trail=" .. args[3] .. "&answers=A.B.C.D.A.B.C.D.A.B&prediction=100"
  hand_in = head(args[2] .. "/nop/", "application/json")
end

function request()
  if waiting > 0 then
    local body = "t=" .. papers[waiting] .. rest
    waiting = waiting - 1
    return hand_in .. #body .. "\r\n\r\n" .. body
  end
  place = place % #begins + 1
  return begins[place]
end

function response(status, _headers, body)
  if status ~= 200 then return end
  if string.sub(body, 1, 11) == '{"receipt":' then
    finished = finished + 1
    return
  end
  -- A plain search, from where a page of ten kilobytes has said what is the same for everybody: a pattern would be tried at each letter.
  local _, before = string.find(body, mark, 2000, true)
  waiting = waiting + 1
  papers[waiting] = string.sub(body, before + 1, string.find(body, '"', before + 1, true) - 1)
end

function done(summary, latency)
  io.write(string.format(
    '{"requests":%d,"whole":%d,"seconds":%.6f,"p50":%.3f,"p99":%.3f,"refused":%d,"broken":%d}\n',
    summary.requests, only:get("finished"), summary.duration / 1e6, latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    summary.errors.status, summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
end
