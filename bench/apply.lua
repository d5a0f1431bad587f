-- The yardstick's application: three fields, no token.
wrk.method = "POST"
wrk.body = "name=Anna+Lin&mail=anna%40example.test&note=We+sell+lanterns+and+want+to+grow"
wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
