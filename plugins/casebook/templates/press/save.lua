return function(path, data)
  local file = io.open(path, "wb")
  file:write(data)
  file:close()
end
