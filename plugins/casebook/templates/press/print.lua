-- All cases of a volume in one process: clean HTML to Typst fragments, and to one DOCX or EPUB.
-- Run as `pandoc lua print.lua job.json` in the folder of the job. What comes out is made of
-- what was read alone: raw nodes are dropped first, and only those made here are written.

local job = pandoc.json.decode(io.open(arg[1]):read("a"), false)
job.depth, job.shift = math.tointeger(job.depth), math.tointeger(job.shift)
local stringify = pandoc.utils.stringify
local MOST_COLUMNS, LONGEST_WORD = job.most_columns, 24

local function typst(blocks)
  local text = pandoc.write(pandoc.Pandoc(blocks), { format = "typst", extensions = { smart = false } })
  return (text:gsub("%s+$", ""))
end

local function quoted(text)
  return '"' .. text:gsub("\\", "\\\\"):gsub('"', '\\"'):gsub("[\r\n\t]", " ") .. '"'
end

local function raw(text) return pandoc.RawBlock("typst", text) end

local function has(element, class) return element.classes and element.classes:includes(class) end

-- Footnotes: comrak's list at the end goes back to where each note is called.
local function take_notes(blocks)
  local notes = {}
  local kept = blocks:walk { Div = function(div)
    if not has(div, "footnotes") then return nil end
    div:walk { OrderedList = function(list)
      for number, item in ipairs(list.content) do
        notes[number] = pandoc.Blocks(item):walk {
          Div = function(one) return one.content end,
          Link = function(link) if has(link, "footnote-backref") then return {} end end,
          Span = function(span) return span.content end,
        }
      end
    end }
    return {}
  end }
  return kept:walk { Superscript = function(sup)
    local called
    sup:walk { Link = function(link)
      called = called or tonumber(link.target:match("^#fn%-.-$") and stringify(link):match("^%d+"))
    end }
    if called and notes[called] then return pandoc.Note(notes[called]) end
  end }
end

local function target_of(address)
  if address:match("^https?:") or address:match("^mailto:") or address:match("^tel:") then return address end
  local id = address:match("^cases/([%d%-]+)/")
  if id and job.numbers[id] then return "#c-" .. id end
  if address ~= "" and job.site ~= "" and not address:match("^#") then return job.site .. address end
end

local function heading(level) return math.min(level + job.shift, 9) end

-- What is the same in every format.
local function common(case)
  return {
    traverse = "topdown",
    RawBlock = function() return {} end,
    RawInline = function() return {} end,
    Header = function(head)
      head.level = heading(head.level)
      head.identifier = head.identifier == "c-" .. case and head.identifier or ""
      head.classes, head.attributes = {}, {}
      return head
    end,
    Link = function(link)
      local target = target_of(link.target)
      if not target then return link.content end
      return pandoc.Link(link.content, target)
    end,
    Image = function(image)
      if not job.images[image.src] then return {} end
    end,
    Span = function(span) return span.content end,
  }
end

-- Typst ---------------------------------------------------------------------------------------

local shapes = {}

local function cell(one) return "[" .. typst(pandoc.Blocks(one.contents):walk(shapes)) .. "]" end

local function rows_of(tbl)
  local rows = {}
  for _, body in ipairs(tbl.bodies) do
    for _, row in ipairs(body.head) do rows[#rows + 1] = row end
    for _, row in ipairs(body.body) do rows[#rows + 1] = row end
  end
  return rows
end

local function card(tbl)
  local lines = {}
  for _, row in ipairs(rows_of(tbl)) do
    lines[#lines + 1] = "(" .. cell(row.cells[1]) .. ", " .. cell(row.cells[2]) .. ")"
  end
  return raw("#card(" .. quoted(stringify(tbl.caption.long)) .. ", (" .. table.concat(lines, ",\n") .. ",))")
end

local function metrics(tbl)
  local head, lines = {}, {}
  for _, one in ipairs(tbl.head.rows[1].cells) do head[#head + 1] = quoted(stringify(one.contents)) end
  for _, row in ipairs(rows_of(tbl)) do
    local cells = {}
    for _, one in ipairs(row.cells) do cells[#cells + 1] = quoted(stringify(one.contents)) end
    cells[#cells + 1] = tostring(tonumber(row.attributes["before"] or row.attributes["data-before"]) or "none")
    cells[#cells + 1] = tostring(tonumber(row.attributes["after"] or row.attributes["data-after"]) or "none")
    lines[#lines + 1] = "(" .. table.concat(cells, ", ") .. ")"
  end
  return raw("#metrics(" .. quoted(stringify(tbl.caption.long)) .. ", (" .. table.concat(head, ", ") .. "), (" .. table.concat(lines, ", ") .. ",))")
end

local ALIGN = { AlignLeft = "left", AlignRight = "right", AlignCenter = "center", AlignDefault = "auto" }

-- The columns of each table that a wide one becomes; the first column leads every one.
local function slices(count)
  if count <= MOST_COLUMNS then
    local all = {}
    for number = 1, count do all[number] = number end
    return { all }
  end
  local found, start = {}, 2
  while start <= count do
    local one = { 1 }
    for number = start, math.min(start + MOST_COLUMNS - 2, count) do one[#one + 1] = number end
    found[#found + 1], start = one, start + MOST_COLUMNS - 1
  end
  return found
end

local function columns(row, slice)
  local cells = {}
  for _, number in ipairs(slice) do
    local one = row.cells[number]
    cells[#cells + 1] = one and cell(one) or "[]"
  end
  return "(" .. table.concat(cells, ", ") .. ",)"
end

-- The share of a column in the width of the page: as much as its longest line asks for.
local function weights(tbl, rows)
  local found = {}
  for number = 1, #tbl.colspecs do
    local longest = 4
    for _, row in ipairs(rows) do
      local one = row.cells[number]
      longest = math.max(longest, one and pandoc.text.len(stringify(one.contents)) or 0)
    end
    found[number] = math.min(longest, 28) + 2
  end
  return found
end

local function plain_table(tbl)
  local rows = rows_of(tbl)
  local every = pandoc.List(rows):clone()
  if tbl.head.rows[1] then every:insert(tbl.head.rows[1]) end
  local shares = weights(tbl, every)
  local parts = {}
  for _, slice in ipairs(slices(#tbl.colspecs)) do
    local align, lines, widths = {}, {}, {}
    for _, number in ipairs(slice) do align[#align + 1] = ALIGN[tbl.colspecs[number][1]] or "auto"
      widths[#widths + 1] = shares[number] .. "fr"
    end
    for _, row in ipairs(rows) do lines[#lines + 1] = columns(row, slice) end
    local head = tbl.head.rows[1] and columns(tbl.head.rows[1], slice) or "()"
    parts[#parts + 1] = "#grid-table(" .. head .. ", (" .. table.concat(lines, ",\n") .. ",), (" .. table.concat(align, ", ") .. ",), (" .. table.concat(widths, ", ") .. ",))"
  end
  return raw(table.concat(parts, "\n\n"))
end

local function picture(image) return quoted(image.src) .. ", " .. quoted(stringify(image.caption)) end

shapes = {
  traverse = "topdown",
  Table = function(tbl)
    if has(tbl, "card") then return card(tbl), false end
    if has(tbl, "metrics") then return metrics(tbl), false end
    return plain_table(tbl), false
  end,
  Figure = function(figure)
    local image
    figure:walk { Image = function(one) image = image or one end }
    if not image then return nil end
    return raw("#shown(" .. picture(image) .. ", [" .. typst(figure.caption.long) .. "])"), false
  end,
  Image = function(image)
    return pandoc.RawInline("typst", "#picture(" .. picture(image) .. ")"), false
  end,
  Div = function(div)
    local class = div.classes[1]
    if not job.shapes[class] then return div.content end
    local name = class:gsub("^cb%-", "")
    local case = div.attributes["case"] or div.attributes["data-case"]
    local inner = typst(pandoc.Blocks(div.content):walk(shapes))
    return raw("#" .. name .. (case and "(" .. quoted(case) .. ")" or "") .. "[" .. inner .. "]"), false
  end,
  Header = function(head)
    if head.identifier == "" then return nil end
    return raw("#case-title(" .. quoted(head.identifier) .. ", " .. head.level .. ", " .. quoted(stringify(head)) .. ")"), false
  end,
  Str = function(str)
    if #str.text <= LONGEST_WORD or str.text:match("[\128-\255]") then return nil end
    local parts = {}
    for start = 1, #str.text, 8 do parts[#parts + 1] = str.text:sub(start, start + 7) end
    return pandoc.Str(table.concat(parts, "\u{200b}"))
  end,
}

-- Word and EPUB -------------------------------------------------------------------------------

local STYLED = { subtitle = "Subtitle", byline = "Author", summary = "Abstract", note = "Note", source = "Source", colophon = "Colophon" }

local function styled()
  return {
    Div = function(div)
      local style = STYLED[div.classes[1] or ""]
      if style then return pandoc.Div(div.content, { ["custom-style"] = style, class = div.classes[1] }) end
    end,
    Table = function(tbl)
      tbl.caption = pandoc.Caption(tbl.caption.long)
      return tbl
    end,
  }
end

-- The way through -----------------------------------------------------------------------------

local function read(id)
  local html = io.open("html/" .. id .. ".html"):read("a")
  local doc = pandoc.read(html, { format = "html", extensions = { "native_divs", "native_spans", smart = false } })
  return take_notes(doc.blocks):walk(common(id))
end

local function escaped(text)
  return (text:gsub("&", "&amp;"):gsub("<", "&lt;"):gsub(">", "&gt;"))
end

-- The contents of the Word document, filled; Word adds the page numbers when they are updated.
local function contents(entries)
  local lines = {}
  for number, entry in ipairs(entries) do
    local start = number == 1 and '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> TOC \\o "1-'
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

local function whole(bodies, format)
  local blocks, entries = pandoc.Blocks {}, {}
  if #job.foreword > 0 then
    blocks:insert(pandoc.Header(1, { pandoc.Str(job.words.foreword) }, { "foreword" }))
    entries[1] = { level = 1, id = "foreword", text = job.words.foreword }
    blocks:extend(paragraphs(job.foreword))
  end
  for number, part in ipairs(job.parts) do
    if part.name ~= "" then
      local id = "part-" .. number
      blocks:insert(pandoc.Header(1, { pandoc.Str(part.name) }, { id }))
      entries[#entries + 1] = { level = 1, id = id, text = part.name }
      blocks:extend(paragraphs(part.note))
    end
    for _, id in ipairs(part.cases) do
      blocks:extend(bodies[id]:walk(styled()))
      entries[#entries + 1] = { level = job.depth, id = "c-" .. id, text = job.titles[id] }
    end
  end
  if format == "docx" then blocks:insert(1, contents(entries)) end
  local meta = {
    title = job.title, subtitle = job.subtitle, author = job.by, date = job.date, lang = "zh-CN",
    identifier = job.identifier, ["toc-title"] = job.words.contents,
    rights = job.rights ~= "" and job.rights or nil,
  }
  return pandoc.Pandoc(blocks, pandoc.Meta(meta))
end

local function save(path, data)
  local file = io.open(path, "wb")
  file:write(data)
  file:close()
end

local bodies = {}
for id in pairs(job.numbers) do bodies[id] = read(id) end

if job.formats.pdf then
  for id, blocks in pairs(bodies) do
    save("typ/" .. id .. ".typ", '#import "/press.typ": *\n\n' .. typst(blocks:walk(shapes)) .. "\n")
  end
end

for format in pairs(job.formats) do
  if format ~= "pdf" then
    local options = { reference_doc = job.reference }
    if format == "epub" then
      local template = pandoc.template.compile(pandoc.template.default("epub3"))
      options = { toc_depth = job.depth, template = template }
    end
    local writer = format == "epub" and "epub3" or format
    save("volume." .. format, pandoc.write(whole(bodies, format), writer, options))
  end
end
