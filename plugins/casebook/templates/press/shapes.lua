-- A chapter as Typst: each class of the HTML becomes a call of the shape of that name.

local job = require("job")
local columns = require("columns")
local stringify = pandoc.utils.stringify
local LONGEST_WORD = 24
local TOO_LONG = ("[\33-\126]"):rep(LONGEST_WORD + 1) .. "+"
-- Marks that may not begin a line or end one; they take three bytes.
local LONG_ROW = "([\xe2\xe3\xef][\x80-\xbf][\x80-\xbf])" .. ("%1"):rep(LONGEST_WORD)
local TOGETHER, BREAK = 8, "\u{200b}"
local CUT = "\1cut\1"

-- Texts within the text in hand: a walk or a call of the writer takes long, however little there
-- is, so they are written together, and till then a mark with a number stands for each.
local aside

local function later(blocks)
  aside[#aside + 1] = blocks
  return "[\1" .. #aside .. "\1]"
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

local function parted_word(word)
  return (word:gsub(("."):rep(TOGETHER), "%0" .. BREAK):gsub(BREAK .. "$", ""))
end

local function parted_row(text)
  local parts, before, length = {}, nil, 0
  for _, code in utf8.codes(text) do
    length = code == before and length + 1 or 0
    if length > 0 and length % TOGETHER == 0 then parts[#parts + 1] = BREAK end
    parts[#parts + 1], before = utf8.char(code), code
  end
  return table.concat(parts)
end

-- Words too long for a line may break anywhere, and so may rows of one mark, such as … or —, with
-- which people draw a line to write on; Chinese does so by itself.
local function breakable(one)
  local is_word, is_row = one.text:find(TOO_LONG), one.text:find(LONG_ROW)
  if is_word then one.text = one.text:gsub(TOO_LONG, parted_word) end
  if is_row then one.text = parted_row(one.text) end
  return (is_word or is_row) and one or nil
end

-- The writer looks at one string at a time. At the begin of one a slash may make a comment with the
-- slash before it, and a full stop asks for a field of the call before it.
local function apart(str)
  local changed = breakable(str)
  local mark = str.text:match("^[/.]")
  if not mark then return changed end
  return { pandoc.RawInline("typst", "\\" .. mark), pandoc.Str(str.text:sub(2)) }
end

-- The cells of some rows as Typst, each row an array.
local function cells_of(rows)
  return rows:map(function(row)
    return array(row.cells:map(function(cell) return later(cell.contents) end))
  end)
end

local function words(one) return quoted(stringify(one.contents)) end

local function card(tbl)
  return raw("#card(" .. quoted(stringify(tbl.caption.long)) .. ", " .. array(cells_of(columns.body(tbl))) .. ")")
end

local function metrics(tbl)
  local rows = {}
  for _, row in ipairs(columns.body(tbl)) do
    local cells = row.cells:map(words)
    cells:insert(tostring(tonumber(row.attributes["before"]) or "none"))
    cells:insert(tostring(tonumber(row.attributes["after"]) or "none"))
    rows[#rows + 1] = array(cells)
  end
  local head = array(tbl.head.rows[1].cells:map(words))
  return raw("#metrics(" .. quoted(stringify(tbl.caption.long)) .. ", " .. head .. ", " .. array(rows) .. ")")
end

local ALIGN = { AlignLeft = "left", AlignRight = "right", AlignCenter = "center", AlignDefault = "auto" }

local SHORT = 10

-- Whether a table has so few lines that it is not to be parted; a row by itself on the next page is
-- nobody's wish. One with pictures or breaks in its cells may be of any height.
local function is_short(tbl, texts, widths)
  local lines, margin = 0, columns.margin(#widths)
  for _, row in ipairs(texts) do
    local most = 1
    for number, text in ipairs(row) do
      most = math.max(most, math.ceil(columns.ems(text) / (widths[number] - margin)))
    end
    lines = lines + most
  end
  local function tall() lines = SHORT + 1 end
  tbl:walk { Image = tall, LineBreak = tall }
  return lines <= SHORT
end

local function plain_table(tbl)
  local head = tbl.head.rows[1]
  local every, texts = columns.rows(tbl)
  local widths, lines = columns.widths(#tbl.colspecs, texts), cells_of(every)
  local values = { head and lines:remove(1) or "()", array(lines) }
  values[3] = array(tbl.colspecs:map(function(one) return ALIGN[one[1]] or "auto" end))
  values[4] = array(widths:map(function(one) return ("%.2ffr"):format(one) end))
  values[5] = tostring(not is_short(tbl, texts, widths))
  return raw("#grid-table(" .. table.concat(values, ", ") .. ")")
end

local function picture(image) return quoted(image.src) .. ", " .. quoted(stringify(image.caption)) end

local shapes = {
  traverse = "topdown",
  Table = function(tbl)
    if has(tbl, "card") then return card(tbl), false end
    if has(tbl, "metrics") then return metrics(tbl), false end
    return plain_table(tbl), false
  end,
  Figure = function(figure)
    local image
    figure:walk { Image = function(one) image = image or one end }
    return raw("#shown(" .. picture(image) .. ", " .. later(figure.caption.long) .. ")"), false
  end,
  Image = function(image)
    return pandoc.RawInline("typst", "#picture(" .. picture(image) .. ")"), false
  end,
  Div = function(div)
    local class = div.classes[1]
    if not job.shapes[class] then return div.content end
    return raw("#" .. class:gsub("^cb%-", "") .. later(div.content)), false
  end,
  Header = function(head)
    if head.identifier == "" then return nil end
    return raw("#case-title(" .. quoted(head.identifier) .. ", " .. head.level .. ", " .. quoted(stringify(head)) .. ")"), false
  end,
  Str = apart,
  Code = breakable,
  CodeBlock = breakable,
}

-- Every text set aside, and those that are set aside by these, as shapes with a cut behind each.
local function shaped()
  local all, done = pandoc.Blocks {}, 0
  while done < #aside do
    local some = pandoc.Blocks {}
    for number = done + 1, #aside do
      some:extend(aside[number])
      some:insert(raw(CUT))
    end
    done = #aside
    all:extend(some:walk(shapes))
  end
  return all
end

return function(blocks)
  aside = { blocks }
  local text = pandoc.write(pandoc.Pandoc(shaped()), { format = "typst", extensions = { smart = false } })
  local parts = {}
  for part in text:gmatch("(.-)" .. CUT) do
    -- A break at the end is none without a space, and would take the bracket behind it.
    parts[#parts + 1] = part:match("^%s*(.-)%s*$"):gsub("\\$", "\\ ")
  end
  local function filled(part)
    return (part:gsub("\1(%d+)\1", function(number) return filled(parts[tonumber(number)]) end))
  end
  return filled(parts[1])
end
