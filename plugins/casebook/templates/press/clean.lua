-- A chapter read: what is the same in every format. What comes out is made of what was read
-- alone: raw nodes are dropped first, and only those made later are written.

local job = require("job")
local wide = require("wide")
local stringify = pandoc.utils.stringify

local function has(element, class) return element.classes and element.classes:includes(class) end

-- The number of the note that a mark calls.
local function called_by(sup)
  local number
  sup:walk { Link = function(link)
    number = number or tonumber(link.target:match("^#fn%-.-$") and stringify(link):match("^%d+"))
  end }
  return number
end

-- Blocks with what becomes of each note in the place of its mark.
local function with_notes(blocks, notes, become)
  return blocks:walk { Superscript = function(sup)
    local number = called_by(sup)
    if notes[number] then return become(notes[number], number) end
  end }
end

-- A note that is called in another stands there in brackets; no format has notes to notes. It is
-- `said` once, since notes may call one another in circles, and twofold at each step.
local function in_brackets(notes, said)
  return function(note, number)
    if said[number] then return {} end
    said[number] = true
    local words = pandoc.utils.blocks_to_inlines(with_notes(note, notes, in_brackets(notes, said)))
    words:insert(1, pandoc.Str("（"))
    words:insert(pandoc.Str("）"))
    return words
  end
end

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
  return with_notes(kept, notes, function(note, number)
    return pandoc.Note(with_notes(note, notes, in_brackets(notes, { [number] = true })))
  end)
end

local function target_of(address)
  if address:match("^https?:") or address:match("^mailto:") or address:match("^tel:") then return address end
  local id = job.inside[address:match("^[^#]*")]
  if id then return "#c-" .. id end
  if address ~= "" and job.site ~= "" and not address:match("^#") then return job.site .. address end
end

-- A picture without an address is none that these readers may see; any other has its file.
local function file_of(image)
  if image.src == "" then return nil end
  return job.pictures[image.src] or error("no picture " .. image.src)
end

local function has_picture(figure)
  local found = false
  figure:walk { Image = function(image) found = found or file_of(image) ~= nil end }
  return found
end

local function rules(case)
  local level = 0
  return {
    traverse = "topdown",
    RawBlock = function() return {} end,
    RawInline = function() return {} end,
    Header = function(head)
      -- Whoever skips a level means the next one; a reader of screens must not miss one.
      local is_title = head.identifier == "c-" .. case
      level = is_title and 1 or math.max(2, math.min(head.level, level + 1))
      head.level = math.min(level + job.shift, 9)
      head.identifier = is_title and head.identifier or ""
      head.classes, head.attributes = {}, {}
      return head
    end,
    Link = function(link)
      local target = target_of(link.target)
      if not target then return link.content end
      return pandoc.Link(link.content, target)
    end,
    Table = wide,
    Figure = function(figure)
      if not has_picture(figure) then return {} end
    end,
    Image = function(image)
      local file = file_of(image)
      if not file then return {} end
      image.src = file
      return image
    end,
    Span = function(span) return span.content end,
  }
end

return function(case)
  local text = io.open("trees/" .. case .. ".json"):read("a")
  local doc = pandoc.read(text, "json")
  local done, blocks = pcall(function()
    local noted = text:find('"footnotes"', 1, true) and take_notes(doc.blocks) or doc.blocks
    return noted:walk(rules(case))
  end)
  if not done then error("trees/" .. case .. ".json: " .. tostring(blocks)) end
  return blocks
end
