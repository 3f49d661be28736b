-- Each case by itself: Typst fragments of its text and of its method card, and a Word document.
-- Run as `pandoc lua offprints.lua volume.json` in the folder of the job.

local job = require("job")
local clean = require("clean")
local shaped = require("shapes")
local office = require("office")
local save = require("save")

-- Of a case its card, and what stands before it and belongs to it.
local ON_CARD = { subtitle = true, byline = true, summary = true, card = true, metrics = true, source = true }

local function card_of(blocks)
  local kept, found, last = pandoc.Blocks {}, false, nil
  for _, one in ipairs(blocks) do
    local class = one.classes and one.classes[1]
    found = found or class == "card"
    -- The note right below the card tells how its effect is judged; errata are a note, too.
    local is_judged = class == "note" and last == "card"
    last = class
    if ON_CARD[class] or is_judged or (one.t == "Header" and one.identifier ~= "") then kept:insert(one) end
  end
  return found and kept or nil
end

local function fragment(path, shapes, blocks)
  save(path, '#import "/' .. shapes .. '.typ": *\n\n' .. shaped(blocks) .. "\n")
end

for id in pairs(job.titles) do
  local blocks = clean(id)
  local card = job.offprints.card and card_of(blocks)
  if job.offprints.pdf then fragment("typ/" .. id .. ".typ", "press", blocks) end
  if card then fragment("cards/" .. id .. ".typ", "card", card) end
  if job.offprints.docx then
    save("docx/" .. id .. ".docx", pandoc.write(office.alone(blocks, id), "docx", { reference_doc = "reference.docx" }))
  end
end
