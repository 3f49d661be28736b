-- All cases of a volume in one process: clean HTML to Typst fragments, and to one DOCX or EPUB.
-- Run as `pandoc lua print.lua volume.json` in the folder of the job.

local job = require("job")
local clean = require("clean")
local shaped = require("shapes")
local office = require("office")
local save = require("save")

local function options(format)
  if format == "docx" then return "docx", { reference_doc = "reference.docx" } end
  local template = pandoc.template.compile(pandoc.template.default("epub3"))
  return "epub3", { toc_depth = job.depth, split_level = job.depth, template = template }
end

local chapters = {}
for id in pairs(job.titles) do chapters[id] = clean(id) end

for format in pairs(job.formats) do
  if format == "pdf" then
    for id, blocks in pairs(chapters) do
      save("typ/" .. id .. ".typ", '#import "/press.typ": *\n\n' .. shaped(blocks) .. "\n")
    end
  else
    local writer, how = options(format)
    save("volume." .. format, pandoc.write(office.whole(chapters, format), writer, how))
  end
end
