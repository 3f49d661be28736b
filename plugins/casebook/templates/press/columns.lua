-- How wide the columns of a table are to be, by what its cells hold.

local job = require("job")
local stringify = pandoc.utils.stringify

local columns = {}

-- The rows below the heads.
function columns.body(tbl)
  local rows = pandoc.List {}
  for _, body in ipairs(tbl.bodies) do
    for _, row in ipairs(body.head) do rows[#rows + 1] = row end
    for _, row in ipairs(body.body) do rows[#rows + 1] = row end
  end
  return rows
end

-- A picture asks for as much room as so many characters.
local PICTURE = ("图"):rep(14)

local function has_pictures(tbl)
  local found = false
  tbl:walk { Image = function() found = true end }
  return found
end

local function words_of(cell) return stringify(cell.contents) end

local function words_and_pictures_of(cell)
  local words = stringify(cell.contents)
  cell.contents:walk { Image = function() words = words .. PICTURE end }
  return words
end

-- All rows, the heads first, and the words of their cells.
function columns.rows(tbl)
  local head, rows = tbl.head.rows[1], columns.body(tbl)
  local every = head and pandoc.List { head } .. rows or rows
  local told = has_pictures(tbl) and words_and_pictures_of or words_of
  return every, every:map(function(row) return row.cells:map(told) end)
end

local WIDEST, LEAST, WORD = 28, 4, 10
-- What stays on one line where it can: a word or a number, and a date with the spaces set within it.
local WORDS, DATES, SPACES = "[\33-\126]+", "%d+年%d+月%d*日?", 1.3

-- The width of a text in characters of Chinese.
function columns.ems(text)
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
local function needs(texts, number)
  local longest, word = 1, LEAST
  for _, row in ipairs(texts) do
    local text = row[number] or ""
    longest = math.max(longest, columns.ems(text))
    for one in text:gmatch(WORDS) do word = math.max(word, columns.ems(one)) end
    for one in text:gmatch(DATES) do word = math.max(word, columns.ems(one) + SPACES) end
  end
  return math.min(longest + SPACES, word, WORD) + 0.5, math.min(longest + SPACES, WIDEST) + 0.5
end

-- The margin of a cell in characters.
function columns.margin(count)
  local _, margin = room_of(count)
  return margin
end

-- The width of each of some columns in characters, its margin included: no less than it can do with,
-- if there is room.
function columns.widths(count, texts)
  local room, margin = room_of(count)
  local least, more, spare, asked = pandoc.List {}, pandoc.List {}, room, 0
  for number = 1, count do
    local can, wants = needs(texts, number)
    least[number], more[number] = can, wants - can
    spare, asked = spare - can, asked + wants - can
  end
  local given = spare < 0 and 1 or math.min(spare / math.max(asked, 1), 1)
  return least:map(function(can, number) return can + more[number] * given + margin end)
end

return columns
