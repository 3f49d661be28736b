-- A chapter as Typst: each class of the HTML becomes a call of the shape of that name.

local job = require("job")
local stringify = pandoc.utils.stringify
local MOST_COLUMNS, LONGEST_WORD = job.most_columns, 24

local function typst(blocks)
  local text = pandoc.write(pandoc.Pandoc(blocks), { format = "typst", extensions = { smart = false } })
  return (text:gsub("%s+$", ""))
end

local function quoted(text)
  return '"' .. text:gsub("\\", "\\\\"):gsub('"', '\\"'):gsub("[\r\n\t]", " ") .. '"'
end

-- An array, of one value or of none too.
local function array(values)
  if #values == 0 then return "()" end
  return "(" .. table.concat(values, ", ") .. ",)"
end

local function raw(text) return pandoc.RawBlock("typst", text) end

local function has(element, class) return element.classes and element.classes:includes(class) end

-- Words too long for a line may break anywhere; Chinese does so by itself.
local function breakable(text)
  return (text:gsub("[\33-\126]+", function(word)
    if #word <= LONGEST_WORD then return nil end
    return (word:gsub(("."):rep(8), "%0\u{200b}"))
  end))
end

local shapes = {}

local function cell(one) return "[" .. typst(pandoc.Blocks(one.contents):walk(shapes)) .. "]" end

local function words(one) return quoted(stringify(one.contents)) end

local function rows_of(tbl)
  local rows = {}
  for _, body in ipairs(tbl.bodies) do
    for _, row in ipairs(body.head) do rows[#rows + 1] = row end
    for _, row in ipairs(body.body) do rows[#rows + 1] = row end
  end
  return rows
end

local function card(tbl)
  local rows = {}
  for _, row in ipairs(rows_of(tbl)) do rows[#rows + 1] = array { cell(row.cells[1]), cell(row.cells[2]) } end
  return raw("#card(" .. quoted(stringify(tbl.caption.long)) .. ", " .. array(rows) .. ")")
end

local function metrics(tbl)
  local rows = {}
  for _, row in ipairs(rows_of(tbl)) do
    local cells = row.cells:map(words)
    cells:insert(tostring(tonumber(row.attributes["before"]) or "none"))
    cells:insert(tostring(tonumber(row.attributes["after"]) or "none"))
    rows[#rows + 1] = array(cells)
  end
  local head = array(tbl.head.rows[1].cells:map(words))
  return raw("#metrics(" .. quoted(stringify(tbl.caption.long)) .. ", " .. head .. ", " .. array(rows) .. ")")
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
  for _, number in ipairs(slice) do cells[#cells + 1] = row.cells[number] and cell(row.cells[number]) or "[]" end
  return array(cells)
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
  local rows, head = rows_of(tbl), tbl.head.rows[1]
  local every = pandoc.List(rows):clone()
  if head then every:insert(head) end
  local shares = weights(tbl, every)
  local parts = {}
  for _, slice in ipairs(slices(#tbl.colspecs)) do
    local align, lines, widths = {}, {}, {}
    for _, number in ipairs(slice) do
      align[#align + 1] = ALIGN[tbl.colspecs[number][1]] or "auto"
      widths[#widths + 1] = shares[number] .. "fr"
    end
    for _, row in ipairs(rows) do lines[#lines + 1] = columns(row, slice) end
    local values = { head and columns(head, slice) or "()", array(lines), array(align), array(widths) }
    parts[#parts + 1] = "#grid-table(" .. table.concat(values, ", ") .. ")"
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
    return raw("#shown(" .. picture(image) .. ", [" .. typst(figure.caption.long) .. "])"), false
  end,
  Image = function(image)
    return pandoc.RawInline("typst", "#picture(" .. picture(image) .. ")"), false
  end,
  Div = function(div)
    local class = div.classes[1]
    if not job.shapes[class] then return div.content end
    return raw("#" .. class:gsub("^cb%-", "") .. "[" .. typst(pandoc.Blocks(div.content):walk(shapes)) .. "]"), false
  end,
  Header = function(head)
    if head.identifier == "" then return nil end
    return raw("#case-title(" .. quoted(head.identifier) .. ", " .. head.level .. ", " .. quoted(stringify(head)) .. ")"), false
  end,
  Str = function(str) return pandoc.Str(breakable(str.text)) end,
  Code = function(code) return pandoc.Code(breakable(code.text)) end,
}

return function(blocks) return typst(blocks:walk(shapes)) end
