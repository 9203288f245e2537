-- Writes the document in all the formats that are asked for, after one reading of it: each as soon as it is
-- made, with its length on a line before it, so that what needs the first need not wait for the last.

-- A line that pandoc breaks could begin with what Typst takes for a list or a heading.
local SETTINGS = { html = { section_divs = true, wrap_text = "none" }, typst = { wrap_text = "none" } }
local HERE = pandoc.path.directory(PANDOC_SCRIPT_FILE)

local function lies(block)
  return block.t == "Table" and block.classes:includes("liggende")
end

local function is_note(block)
  return block.t == "Div" and block.classes[1] == "tabellnote"
end

-- The charts of a budget's table stand right above it.
local function is_chart(block)
  return block.t == "Div" and block.classes[1]:match("^budsjettfigur")
end

local TEXT = { Para = true, BulletList = true, OrderedList = true, Header = true }

-- Where what goes with a wide table begins: at the heading that begins a page, if there is nothing but text and its
-- charts between the two, else at its charts, and the headings right above.
local function first_above(found)
  local at = #found
  while at > 0 and (TEXT[found[at].t] or is_chart(found[at])) do
    if found[at].t == "Header" and found[at].classes:includes("sideskift") then return at end
    at = at - 1
  end
  at = #found + 1
  while at > 1 and is_chart(found[at - 1]) do at = at - 1 end
  while at > 1 and found[at - 1].t == "Header" do at = at - 1 end
  return at
end

-- What is wide stands on pages of its own, with what belongs to it above and the notes right below.
local function on_pages(doc)
  if not pandoc.List.find_if(doc.blocks, lies) then return doc end
  local found, wide = pandoc.Blocks({}), nil
  for _, block in ipairs(doc.blocks) do
    if lies(block) then
      local above = pandoc.Blocks({})
      for _ = first_above(found), #found do above:insert(1, found:remove()) end
      if not wide or found[#found] ~= wide then
        -- It begins a page anyway.
        if above[1] and above[1].t == "Header" then above[1].classes = above[1].classes:filter(function(class) return class ~= "sideskift" end) end
        wide = pandoc.Div({}, pandoc.Attr("", { "liggende" }))
        found:insert(wide)
      end
      wide.content:extend(above)
      wide.content:insert(block)
      found[#found] = wide
    elseif wide and found[#found] == wide and is_note(block) then
      wide.content:insert(block)
      found[#found] = wide
    else
      found:insert(block)
    end
  end
  doc.blocks = found
  return doc
end

local function dressed(doc, format)
  if format == "html" then return pandoc.utils.run_lua_filter(doc, pandoc.path.join({ HERE, "html.lua" })) end
  local paged = on_pages(doc:clone())
  if format == "json" then return paged end
  return pandoc.utils.run_lua_filter(paged, pandoc.path.join({ HERE, format .. ".lua" }))
end

function Writer(doc, options)
  for format in tostring(options.variables.formater):gmatch("%a+") do
    local settings = pandoc.WriterOptions(SETTINGS[format] or {})
    local content = pandoc.write(dressed(doc, format), format, settings)
    io.stdout:write(#content, "\n", content)
    io.stdout:flush()
  end
  return ""
end
