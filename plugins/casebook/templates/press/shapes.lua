-- A chapter as Typst: each class of the HTML becomes a call of the shape of that name.

local job = require("job")
local stringify = pandoc.utils.stringify
local LONGEST_WORD = 24
local CUT = "\1cut\1"

local function typst(blocks)
  local text = pandoc.write(pandoc.Pandoc(blocks), { format = "typst", extensions = { smart = false } })
  return (text:gsub("%s+$", ""))
end

-- Several texts at once: a call of the writer takes long, however little it writes.
local function written(texts)
  local blocks, parts = pandoc.Blocks {}, {}
  for _, text in ipairs(texts) do
    blocks:extend(text)
    blocks:insert(pandoc.RawBlock("typst", CUT))
  end
  for part in typst(blocks):gmatch("(.-)" .. CUT) do parts[#parts + 1] = part:match("^%s*(.-)%s*$") end
  if #parts ~= #texts then error("a text holds the mark that parts texts") end
  return parts
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

-- The cells of some rows as Typst, each row an array.
local function cells_of(rows)
  local texts, lines, at = {}, {}, 0
  for _, row in ipairs(rows) do
    for _, one in ipairs(row.cells) do texts[#texts + 1] = pandoc.Blocks(one.contents):walk(shapes) end
  end
  local parts = written(texts)
  for _, row in ipairs(rows) do
    lines[#lines + 1] = array(row.cells:map(function() at = at + 1; return "[" .. parts[at] .. "]" end))
  end
  return lines
end

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
  return raw("#card(" .. quoted(stringify(tbl.caption.long)) .. ", " .. array(cells_of(rows_of(tbl))) .. ")")
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

local WIDEST, LEAST, WORD = 28, 4, 10
-- What stays on one line where it can: a word or a number, and a date with the spaces set within it.
local WORDS, DATES, SPACES = "[\33-\126]+", "%d+年%d+月%d*日?", 1.3

-- The width of a text in characters of Chinese.
local function ems(text)
  local sum = 0
  for _, point in utf8.codes(text) do sum = sum + (point < 0x2000 and 0.55 or 1) end
  return sum
end

-- How many characters the cells of a row have room for, and the margin of each; see `grid-table`.
local function room_of(count)
  local is_book = job.layout == "book"
  local letter = (is_book and 10.5 or 12) - (count > 8 and 2.5 or count > 6 and 1.5 or 0)
  local margin = count > 6 and 0.6 or 1.2
  return (is_book and 432 or 442) / letter - count * margin, margin
end

-- What a column can do with: its longest word, four characters, or all that it holds; and what it
-- asks for.
local function needs(rows, number)
  local longest, word = 1, LEAST
  for _, row in ipairs(rows) do
    local text = row.cells[number] and stringify(row.cells[number].contents) or ""
    longest = math.max(longest, ems(text))
    for one in text:gmatch(WORDS) do word = math.max(word, ems(one)) end
    for one in text:gmatch(DATES) do word = math.max(word, ems(one) + SPACES) end
  end
  return math.min(longest + SPACES, word, WORD) + 0.5, math.min(longest + SPACES, WIDEST) + 0.5
end

-- The share of each column in the width of the page: no less than it can do with, if there is room.
local function shares(tbl, rows)
  local room, margin = room_of(#tbl.colspecs)
  local least, more, spare, asked = pandoc.List {}, pandoc.List {}, room, 0
  for number = 1, #tbl.colspecs do
    local can, wants = needs(rows, number)
    least[number], more[number] = can, wants - can
    spare, asked = spare - can, asked + wants - can
  end
  local given = spare < 0 and 1 or math.min(spare / math.max(asked, 1), 1)
  return least:map(function(can, number) return can + more[number] * given + margin end)
end

local function plain_table(tbl)
  local rows, head = rows_of(tbl), tbl.head.rows[1]
  local every = head and pandoc.List { head } .. rows or pandoc.List(rows)
  local lines = cells_of(every)
  local values = { head and table.remove(lines, 1) or "()", array(lines) }
  values[3] = array(tbl.colspecs:map(function(one) return ALIGN[one[1]] or "auto" end))
  values[4] = array(shares(tbl, every):map(function(one) return ("%.2ffr"):format(one) end))
  return raw("#grid-table(" .. table.concat(values, ", ") .. ")")
end

-- Paragraphs as one, parted by blank lines, so that no call of the writer is needed for them.
local function in_one(blocks)
  local words = pandoc.Inlines {}
  for number, one in ipairs(blocks) do
    if one.t ~= "Para" then return nil end
    if number > 1 then words:insert(pandoc.RawInline("typst", "\n\n")) end
    words:extend(one.content:walk(shapes))
  end
  return words
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
    local call, inner = "#" .. class:gsub("^cb%-", "") .. "[", div.content
    local words = in_one(inner)
    if words then
      words:insert(1, pandoc.RawInline("typst", call))
      words:insert(pandoc.RawInline("typst", "]"))
      return pandoc.Plain(words), false
    end
    return raw(call .. typst(inner:walk(shapes)) .. "]"), false
  end,
  Header = function(head)
    if head.identifier == "" then return nil end
    return raw("#case-title(" .. quoted(head.identifier) .. ", " .. head.level .. ", " .. quoted(stringify(head)) .. ")"), false
  end,
  Str = function(str) return pandoc.Str(breakable(str.text)) end,
  Code = function(code) return pandoc.Code(breakable(code.text)) end,
}

return function(blocks) return typst(blocks:walk(shapes)) end
