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

-- What a heading opens with goes with it, but not where that fills a page.
local function is_opening(found, at)
  local block, above = found[at], found[at - 1]
  return block.t == "Div" and block.classes:includes("apning") and above and not above.classes:includes("side")
end

local TEXT = { Para = true, BulletList = true, OrderedList = true }
-- Letters of a text that only leads to its table: four or five lines on a landscape page.
local SHORT = 600

local function begins_page(block)
  return block.t == "Header" and block.classes:find_if(function(class) return class:match("^sideskift") end) ~= nil
end

-- Where what goes with a wide table begins, if there is nothing but text, its charts and headings between: at the heading
-- that begins a page; or else at its own, where little is said below that; or else at its charts. The headings right
-- above go with it.
local function first_above(found)
  local at, length, start, is_headed = #found, 0, #found + 1, false
  while at > 0 and (TEXT[found[at].t] or found[at].t == "Header" or is_chart(found[at]) or is_opening(found, at)) do
    local is_near, is_heading = start == at + 1, found[at].t == "Header"
    if begins_page(found[at]) then return at end
    if TEXT[found[at].t] or is_opening(found, at) then
      length = length + utf8.len(pandoc.utils.stringify(found[at]))
    elseif is_near or (is_heading and not is_headed and length <= SHORT) then
      start, is_headed = at, is_heading
    end
    at = at - 1
  end
  return start
end

-- The little text that leads to a table below others stays with it.
local function kept_together(above)
  local kept, lead, length = pandoc.Blocks({}), pandoc.Blocks({}), 0
  for _, block in ipairs(above) do
    if TEXT[block.t] then
      length = length + utf8.len(pandoc.utils.stringify(block))
      lead:insert(block)
    elseif #lead > 0 then
      return above
    else
      kept:insert(block)
    end
  end
  if #lead == 0 or length > SHORT then return above end
  kept:insert(pandoc.Div(lead, pandoc.Attr("", { "innledning" })))
  return kept
end

-- Letters of a text below a heading that is no place of its own: two lines.
local LEAD = 200

local function is_lead(blocks, i)
  local text, below = blocks[i], blocks[i + 1]
  return text.t == "Para" and i > 1 and blocks[i - 1].t == "Header" and below and below.t == "Table" and not lies(below)
    and utf8.len(pandoc.utils.stringify(text)) <= LEAD
end

-- Below a heading, so little text stays with the table that it leads to, and the heading with both.
local function with_leads(doc)
  for i, block in ipairs(doc.blocks) do
    if is_lead(doc.blocks, i) then doc.blocks[i] = pandoc.Div({ block }, pandoc.Attr("", { "innledning" })) end
  end
  return doc
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
        if above[1] and above[1].t == "Header" then
          above[1].classes = above[1].classes:filter(function(class) return not class:match("^sideskift") end)
        end
        wide = pandoc.Div({}, pandoc.Attr("", { "liggende" }))
        found:insert(wide)
      end
      wide.content:extend(#wide.content > 0 and kept_together(above) or above)
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

-- A heading that opens its section stands together with what it opens with, on landscape pages too.
local function with_openings(blocks)
  local found = pandoc.Blocks({})
  for _, block in ipairs(blocks) do
    local last = found[#found]
    local opens = last and last.t == "Header" and last.classes:includes("apning")
    if opens and block.t == "Div" and block.classes:includes("apning") then
      local classes = last.classes:clone()
      classes:insert(1, "apningsfelt")
      found[#found] = pandoc.Div({ last, block }, pandoc.Attr("", classes))
    else
      if block.t == "Div" and block.classes:includes("liggende") then block.content = with_openings(block.content) end
      found:insert(block)
    end
  end
  return found
end

-- The tree of a long document has been laid out for pages; a web page has none.
local function without_leads(doc)
  local found = pandoc.Blocks({})
  for _, block in ipairs(doc.blocks) do
    if block.t == "Div" and block.classes[1] == "innledning" then found:extend(block.content) else found:insert(block) end
  end
  doc.blocks = found
  return doc
end

local function dressed(doc, format)
  if format == "html" then
    return pandoc.utils.run_lua_filter(without_leads(doc), pandoc.path.join({ HERE, "html.lua" }))
  end
  local paged = with_leads(on_pages(doc:clone()))
  if format == "json" then return paged end
  if format == "typst" then paged.blocks = with_openings(paged.blocks) end
  return pandoc.utils.run_lua_filter(paged, pandoc.path.join({ HERE, format .. ".lua" }))
end

-- The document itself, or, where it is asked for in pieces, a document for each: as many headings as are told for it.
local function pieces(doc, told)
  if not told then return { doc } end
  local found, left, all = {}, 0, tostring(told):gmatch("%d+")
  local function next_piece()
    found[#found + 1] = pandoc.Pandoc({}, doc.meta)
    left = tonumber(all()) or 0
  end
  for _, block in ipairs(doc.blocks) do
    local is_heading = block.t == "Header" and block.identifier ~= ""
    if #found == 0 or (is_heading and left == 0) then next_piece() end
    if is_heading then left = left - 1 end
    found[#found].blocks:insert(block)
  end
  return found
end

function Writer(doc, options)
  local in_pieces = options.variables.stykker
  ANCHORED = in_pieces ~= nil -- templates/pandoc/typst.lua asks
  for _, piece in ipairs(pieces(doc, in_pieces)) do
    for format in tostring(options.variables.formater):gmatch("%a+") do
      local settings = pandoc.WriterOptions(SETTINGS[format] or {})
      local written = dressed(piece, format)
      -- What is between this piece and the next one depends on how this one ends.
      if in_pieces and format == "typst" then written.blocks:insert(pandoc.RawBlock("typst", "//")) end
      local content = pandoc.write(written, format, settings)
      io.stdout:write(#content, "\n", content)
      io.stdout:flush()
    end
  end
  return ""
end
