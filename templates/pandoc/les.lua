-- Reads what the Markdown edition says in HTML: tables, anchors in headings, and comments that give
-- the next block its role (<!-- sideskift -->); a heading's may be several. Content cannot hold HTML, so all of it is the template's.

-- Takes the anchor away that a text begins with, and returns its id; nothing where there is none.
local function anchor(inlines)
  local first = inlines[1]
  local id = first and first.t == "RawInline" and first.text:match('^<a id="([^"]*)">$')
  if id then
    inlines:remove(1)
    inlines:remove(1) -- </a>
  end
  return id
end

-- A list a), b) … has blank lines in the Markdown, so that GitHub, which does not know such lists, shows
-- paragraphs; it is as tight as any other.
local function tight(list)
  for _, item in ipairs(list.content) do
    if #item == 1 and item[1].t == "Para" then item[1] = pandoc.Plain(item[1].content) end
  end
  return list
end

local function with_role(block, role)
  if block.t == "Header" or block.t == "Table" then
    for one in role:gmatch("%S+") do block.classes:insert(one) end
    return block
  end
  local picture = block.t == "Para" and block.content[1]
  local id = picture and picture.t == "Image" and picture.identifier or ""
  if role == "apningsbilde" then picture.classes:insert(role) end
  if id ~= "" then picture.identifier = "" end
  return pandoc.Div({ block }, pandoc.Attr(id, { role }))
end

-- pandoc takes the columns' sides from the first row of the body, and what names the rows below it has none.
local function sided(tbl)
  local first = tbl.bodies[1] and tbl.bodies[1].body[1]
  if first and first.classes:includes("gruppe") then
    for column, cell in ipairs(tbl.head.rows[1].cells) do tbl.colspecs[column][1] = cell.alignment end
  end
  return tbl
end

-- Where the YAML's lines end is of no interest to a reader.
local joined = { SoftBreak = function() return pandoc.Space() end }

-- An expression in another language stands between the tags of a span, and so do signs in a colour; in tables pandoc has
-- read it as one.
local function spanned(inlines)
  local found, attr, inside = pandoc.Inlines({}), nil, nil
  for _, inline in ipairs(inlines) do
    local html = inline.t == "RawInline" and inline.text or ""
    local kind, value = html:match('^<span (%a+)="(.-)">$')
    if kind then
      attr = kind == "lang" and pandoc.Attr("", {}, { lang = value }) or pandoc.Attr("", { value })
      inside = pandoc.Inlines({})
    elseif inside and html == "</span>" then
      found:insert(pandoc.Span(inside, attr))
      inside = nil
    else
      (inside or found):insert(inline)
    end
  end
  return found
end

-- A list in a box is terms with what is said of them: the first paragraph of each item is the term.
local function terms(list)
  local items = {}
  for _, item in ipairs(list.content) do
    local term = item[1].content
    item:remove(1)
    local id = anchor(term)
    if id then term = pandoc.Inlines({ pandoc.Span(term, pandoc.Attr(id)) }) end
    items[#items + 1] = { term, { item } }
  end
  return pandoc.DefinitionList(items)
end

local with_roles

-- A box has the id that its title has, and the roles of the parts in it.
local function box(quotation, role)
  local blocks, id = with_roles(quotation.content, role), ""
  for _, block in ipairs(blocks) do
    if block.t == "Div" and block.classes[1] == "bokstittel" then
      id = anchor(block.content[1].content)
    end
  end
  return pandoc.Div(blocks, pandoc.Attr(id, { "boks", role }))
end

-- Figures side by side: each has a place of its own, with the text below it.
local function side_by_side(quotation)
  local places = pandoc.Blocks({})
  for _, block in ipairs(with_roles(quotation.content)) do
    local place = places[#places]
    if block.classes[1] == "bildetekst" then
      place.content:insert(block)
      places[#places] = place
    else
      places:insert(pandoc.Div({ block }, pandoc.Attr("", { "figurplass" })))
    end
  end
  return pandoc.Div(places, pandoc.Attr("", { "figurrad" }))
end

function with_roles(found, kind)
  local blocks = pandoc.Blocks({})
  local role = nil
  for _, block in ipairs(found) do
    local html = block.t == "RawBlock" and block.text
    local comment = html and html:match("^<!%-%- ([%w%- ]-) %-%->%s*$")
    if comment then
      -- «nytt» only parts two texts, so that their lists do not become one.
      role = comment ~= "nytt" and comment or nil
    else
      if html and html:match("^<table") then
        block = sided(pandoc.read(html, "html", nil, {}).blocks[1]) -- {}: the files that it may read
      elseif html and html:match("^<img") then
        block = pandoc.Para(pandoc.read(html, "html", nil, {}).blocks[1].content)
      elseif html then
        error("unexpected HTML in the Markdown: " .. html)
      elseif block.t == "Header" then
        block.identifier = anchor(block.content) or block.identifier
      elseif block.t == "OrderedList" and block.style == "LowerAlpha" then
        block = tight(block)
      end
      if role == "boksledd" then
        block = with_role(terms(block), kind .. "ledd")
      elseif role == "figurrad" then
        block = side_by_side(block)
      elseif block.t == "BlockQuote" then
        block = box(block, role or "sitat") -- in running text, one is a box as well
      elseif role then
        block = with_role(block, role)
      end
      blocks:insert(block)
      role = nil
    end
  end
  return blocks
end

function Pandoc(doc)
  local marked = false
  doc:walk({ RawInline = function(inline) marked = marked or inline.text:match("^<span ") ~= nil end })
  doc.blocks = with_roles(doc.blocks):walk(joined)
  if marked then doc.blocks = doc.blocks:walk({ Inlines = spanned }) end
  return doc
end
