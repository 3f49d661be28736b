-- All chapters as one document for Word or EPUB, with what stands before them.

local job = require("job")
local columns = require("columns")
local sized = require("pictures")

local STYLES = { subtitle = "Subtitle", byline = "Author", summary = "Abstract", note = "Note", source = "Source", colophon = "Colophon", ["cb-alert"] = "Alert" }

-- Of the text, in millimetres, less what a cell has for margins.
local WIDTH = 140
-- The shares of the columns of our own tables in the width of the page.
local SHARES = { card = { 0.15, 0.85 }, metrics = { 0.43, 0.17, 0.17, 0.23 } }

-- What a row is of stands out, as a head does.
local function strong_heads(rows)
  for _, row in ipairs(rows) do
    local words = pandoc.utils.blocks_to_inlines(row.cells[1].contents)
    row.cells[1].contents = { pandoc.Plain { pandoc.Strong(words) } }
  end
end

-- A table whose cells are set without the indent of running text.
local function ruled(tbl)
  local class = tbl.classes[1]
  for number, share in ipairs(SHARES[class] or {}) do tbl.colspecs[number] = { tbl.colspecs[number][1], share } end
  if class == "card" then strong_heads(tbl.bodies[1].body) end
  tbl.caption = pandoc.Caption(tbl.caption.long)
  return tbl:walk { Para = function(para) return pandoc.Plain(para.content) end }
end

-- Items are of the size of running text; pandoc gives close ones the small style of tables.
local function listed(list)
  list.content = list.content:map(function(item)
    local words = item:map(function(one) return one.t == "Plain" and pandoc.Para(one.content) or one end)
    return { pandoc.Div(words, { ["custom-style"] = "List Text" }) }
  end)
  return list
end

local function table_alone(tbl) return ruled(tbl), false end

-- In Word a table is as wide as the text, each column as its cells ask for, and a picture no wider
-- than that; our own tables have their shares.
local function laid_out(tbl)
  if SHARES[tbl.classes[1]] then return tbl end
  local rows, texts = columns.rows(tbl)
  local widths, whole = columns.widths(#tbl.colspecs, texts), 0
  for _, width in ipairs(widths) do whole = whole + width end
  for number, width in ipairs(widths) do tbl.colspecs[number] = { tbl.colspecs[number][1], width / whole } end
  for _, row in ipairs(rows) do
    for number, cell in ipairs(row.cells) do
      local room = WIDTH * widths[number] / whole
      cell.contents = cell.contents:walk { Image = function(image) return sized(image, room) end }
    end
  end
  return tbl
end

-- Lines of running text are as high as each other, and Word cuts a picture off that is higher.
local function with_pictures(para)
  local found = false
  local words = para:walk { Image = function(image)
    found = true
    return sized(image)
  end }
  if found then return pandoc.Div({ words }, { ["custom-style"] = "Text With Picture" }), false end
end

-- In Word a card stays on one page: the lines of a row together, and each row with the next.
local function card_alone(tbl)
  local rows = tbl.bodies[1].body
  for number, row in ipairs(rows) do
    local style = { ["custom-style"] = number < #rows and "Card" or "Card End" }
    for _, cell in ipairs(row.cells) do
      local words = cell.contents:walk { Plain = function(one) return pandoc.Para(one.content) end }
      cell.contents = { pandoc.Div(words, style) }
    end
  end
  return tbl, false
end

-- A word that is long even for a line; in shapes.lua it is broken as well.
local LONG = ("[\33-\126]"):rep(25)

local function long(str)
  if str.text:find(LONG) then return pandoc.Span({ str }, { class = "long" }) end
end

-- On a site a picture may wait until it is scrolled to; a reader that turns pages may never do so.
local function at_once(image)
  image.attributes.loading = nil
  return image
end

-- What each format does with a chapter; the EPUB has its classes for a style sheet.
local WAYS = {
  epub = { Table = ruled, Str = long, Image = at_once },
  docx = {
    traverse = "topdown",
    BulletList = listed,
    OrderedList = listed,
    Table = function(tbl)
      if tbl.classes[1] == "card" then return card_alone(ruled(tbl)) end
      return table_alone(laid_out(tbl))
    end,
    Para = with_pictures,
    Image = function(image) return sized(image) end,
    Div = function(div)
      local style = STYLES[div.classes[1] or ""]
      if style then return pandoc.Div(div.content, { ["custom-style"] = style, class = div.classes[1] }) end
    end,
  },
}

local function escaped(text)
  return (text:gsub("&", "&amp;"):gsub("<", "&lt;"):gsub(">", "&gt;"))
end

-- The contents of the Word document, filled, and marked so that Word adds the page numbers.
local function contents(entries)
  local lines = {}
  for number, entry in ipairs(entries) do
    local start = number == 1 and '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r><w:r><w:instrText xml:space="preserve"> TOC \\o "1-'
      .. job.depth .. '" \\h \\z \\u </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>' or ""
    local stop = number == #entries and '<w:r><w:fldChar w:fldCharType="end"/></w:r>' or ""
    lines[number] = '<w:p><w:pPr><w:pStyle w:val="TOC' .. entry.level .. '"/></w:pPr>' .. start
      .. '<w:hyperlink w:anchor="' .. entry.id .. '"><w:r><w:t xml:space="preserve">' .. escaped(entry.text)
      .. "</w:t></w:r></w:hyperlink>" .. stop .. "</w:p>"
  end
  local head = '<w:p><w:pPr><w:pStyle w:val="TOCHeading"/></w:pPr><w:r><w:t>' .. escaped(job.words.contents) .. "</w:t></w:r></w:p>"
  return pandoc.RawBlock("openxml", head .. table.concat(lines))
end

local function paragraphs(texts)
  local blocks = pandoc.Blocks {}
  for _, text in ipairs(texts) do blocks:insert(pandoc.Para { pandoc.Str(text) }) end
  return blocks
end

local function marked(style, texts)
  return pandoc.Div(paragraphs(texts), { ["custom-style"] = style, class = style:lower() })
end

-- What the volume has to say of itself: for whom it is, who made it, that it is a sample.
local function front(format)
  local marks, lines = {}, {}
  if job.internal ~= "" then marks[#marks + 1] = job.internal end
  if job.sample then marks[#marks + 1] = job.words.sample end
  for _, list in ipairs { job.board, job.imprint } do
    for _, line in ipairs(list) do lines[#lines + 1] = line[1] .. "　" .. line[2] end
  end
  local blocks = pandoc.Blocks {}
  if format == "epub" then blocks:insert(pandoc.Header(1, { pandoc.Str(job.words.imprint) }, { "imprint" })) end
  if #marks > 0 then blocks:insert(marked("Mark", marks)) end
  if #lines > 0 then blocks:insert(marked("Imprint", lines)) end
  return blocks
end

local function foreword(entries)
  if #job.foreword == 0 then return pandoc.Blocks {} end
  entries[#entries + 1] = { level = 1, id = "foreword", text = job.words.foreword }
  local blocks = pandoc.Blocks { pandoc.Header(1, { pandoc.Str(job.words.foreword) }, { "foreword" }) }
  blocks:extend(paragraphs(job.foreword))
  return blocks
end

local function part_head(part, number, entries)
  if part.name == "" then return pandoc.Blocks {} end
  local id = "part-" .. number
  entries[#entries + 1] = { level = 1, id = id, text = part.name }
  local blocks = pandoc.Blocks { pandoc.Header(1, { pandoc.Str(part.name) }, { id }) }
  blocks:extend(paragraphs(part.note))
  return blocks
end

local function appendix(one, number, entries)
  local id = "appendix-" .. number
  entries[#entries + 1] = { level = 1, id = id, text = one.title }
  local attributes = pandoc.Attr(id, {}, { ["epub:type"] = "appendix" })
  local blocks = pandoc.Blocks { pandoc.Header(1, { pandoc.Str(one.title) }, attributes) }
  blocks:extend(paragraphs(one.text))
  return blocks
end

local function meta(format)
  return pandoc.Meta {
    title = job.title, subtitle = job.subtitle, author = job.by, date = job.date, lang = "zh-CN",
    identifier = job.identifier, ["toc-title"] = job.words.contents,
    rights = job.internal ~= "" and job.internal or nil, css = { "epub.css" },
    ["cover-image"] = format == "epub" and "cover.png" or nil,
  }
end

local office = {}

-- One case as a document of its own: its title is that of the document.
function office.alone(blocks, id)
  local before = front("docx")
  local text = blocks:walk(WAYS.docx):walk { Header = function(head)
    if head.identifier ~= "" then return {} end
    head.level = math.max(1, head.level - 1)
    return head
  end }
  before:extend(text)
  return pandoc.Pandoc(before, pandoc.Meta { title = job.titles[id], lang = "zh-CN" })
end

-- A volume.
function office.whole(chapters, format)
  local entries = {}
  local blocks = foreword(entries)
  for number, part in ipairs(job.parts) do
    blocks:extend(part_head(part, number, entries))
    for _, id in ipairs(part.chapters) do
      blocks:extend(chapters[id]:walk(WAYS[format]))
      entries[#entries + 1] = { level = job.depth, id = "c-" .. id, text = job.titles[id] }
    end
  end
  for number, one in ipairs(job.appendices) do blocks:extend(appendix(one, number, entries)) end
  local before = front(format)
  if format == "docx" then before:insert(contents(entries)) end
  before:extend(blocks)
  return pandoc.Pandoc(before, meta(format))
end

return office
