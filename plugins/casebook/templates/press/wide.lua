-- A table too wide for a page as several, of which each begins with the first column.

local job = require("job")

local function slices(count)
  local found = pandoc.List {}
  for start = 2, count, job.most_columns - 1 do
    local one = pandoc.List { 1 }
    for number = start, math.min(start + job.most_columns - 2, count) do one:insert(number) end
    found:insert(one)
  end
  return found
end

local function narrowed(rows, slice)
  return rows:map(function(row)
    return pandoc.Row(slice:map(function(number) return row.cells[number] or pandoc.Cell {} end), row.attr)
  end)
end

return function(tbl)
  if #tbl.colspecs <= job.most_columns then return nil end
  return slices(#tbl.colspecs):map(function(slice)
    local one = tbl:clone()
    one.colspecs = slice:map(function(number) return tbl.colspecs[number] end)
    one.head = pandoc.TableHead(narrowed(tbl.head.rows, slice))
    one.bodies = tbl.bodies:map(function(body)
      return { attr = body.attr, row_head_columns = body.row_head_columns,
        head = narrowed(body.head, slice), body = narrowed(body.body, slice) }
    end)
    return one
  end)
end
