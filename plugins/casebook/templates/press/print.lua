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

-- A note within a block may come to stand on the page after its call.
local function fragment(text)
  local is_noted = text:find("#footnote", 1, true)
  return '#import "/press.typ": *\n\n' .. (is_noted and text or "#whole[\n" .. text .. "\n]") .. "\n"
end

-- Only what makes one document of all texts has them all at once.
local whole, chapters = {}, {}
for format in pairs(job.formats) do
  if format ~= "pdf" then whole[#whole + 1] = format end
end

for id in pairs(job.titles) do
  local blocks = clean(id)
  if job.formats.pdf then save("typ/" .. id .. ".typ", fragment(shaped(blocks))) end
  if #whole > 0 then chapters[id] = blocks end
end

for _, format in ipairs(whole) do
  local writer, how = options(format)
  save("volume." .. format, pandoc.write(office.whole(chapters, format), writer, how))
end
