-- What is to be done: the JSON file named by the first word of the command.

local job = pandoc.json.decode(io.open(arg[1]):read("a"), false)
job.depth, job.shift = math.tointeger(job.depth), math.tointeger(job.shift)
return job
