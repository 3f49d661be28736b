-- What is to be done: the JSON file named by the first word of the command.

local job = pandoc.json.decode(io.open(arg[1]):read("a"), false)
for _, name in ipairs { "depth", "shift", "most_columns" } do job[name] = math.tointeger(job[name]) end
return job
