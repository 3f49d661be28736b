-- How large a picture stands in Word, which cuts off what is longer than a page: in its own size,
-- within the room that it has in print (press.typ).

local MILLIMETRES = 25.4 / 150
local WIDEST, HIGHEST = 134, 140

return function(image, widest)
  local file = io.open(image.src, "rb")
  local size = pandoc.image.size(file:read("a"))
  file:close()
  local width, height = size.width * MILLIMETRES, size.height * MILLIMETRES
  local share = math.min(1, (widest or WIDEST) / width, HIGHEST / height)
  image.attributes.width, image.attributes.height = ("%.1fmm"):format(width * share), ("%.1fmm"):format(height * share)
  return image
end
