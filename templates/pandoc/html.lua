-- Gives the web page its tables, figures and footnotes. The page around them, the cover's lines, the contents and
-- the charts are handlingsprogram/render/web/html.py's, which also fills in <!--tabell-->, what each table is
-- called, and <!--ord …-->, the words that templates/ord has for it. Content cannot write either: its < is escaped.
-- No style attributes: the page's security policy would refuse them.

local ELSEWHERE = {
  undertittel = true, sak = true, omslagsbilde = true, logo = true, avsender = true, innholdsliste = true,
  budsjettfigur = true, budsjettfigurtekst = true,
}

local function raw(text)
  return pandoc.RawBlock("html", text)
end

local function escaped(text)
  return (text:gsub("&", "&amp;"):gsub("<", "&lt;"):gsub(">", "&gt;"):gsub('"', "&quot;"))
end

-- --- Tables ------------------------------------------------------------------------------------

local function attributes(cell)
  local text = ""
  if cell.col_span > 1 then text = text .. ' colspan="' .. cell.col_span .. '"' end
  if cell.row_span > 1 then text = text .. ' rowspan="' .. cell.row_span .. '"' end
  return text
end

local function tag(cell, name, more)
  local opening = "<" .. name .. attributes(cell) .. more .. ">"
  if #cell.contents == 0 then return pandoc.Blocks({ raw(opening .. "</" .. name .. ">") }) end
  local blocks = pandoc.Blocks({ raw(opening) })
  blocks:extend(cell.contents)
  blocks:insert(raw("</" .. name .. ">"))
  return blocks
end

local function aligned(tbl, column)
  local spec = tbl.colspecs[column]
  if not spec or spec[1] == "AlignDefault" or spec[1] == "AlignLeft" then return "" end
  return spec[1] == "AlignRight" and ' class="hoyre"' or ' class="sentrert"'
end

-- Where cells reach down, those below begin further to the right: each cell notes its column.
local function place(list)
  local below = {}
  for _, row in ipairs(list) do
    local column = 1
    local reach = {}
    for _, cell in ipairs(row.cells) do
      while (below[column] or 0) > 0 do column = column + 1 end
      cell.attr.attributes.kolonne = tostring(column)
      for at = column, column + cell.col_span - 1 do
        if cell.row_span > 1 then reach[at] = cell.row_span end
      end
      column = column + cell.col_span
    end
    for at, left in pairs(below) do below[at] = left > 1 and left - 1 or nil end
    for at, rows in pairs(reach) do below[at] = rows - 1 end
  end
end

local function reaches_down(list)
  for _, row in ipairs(list) do
    for _, cell in ipairs(row.cells) do
      if cell.row_span > 1 then return true end
    end
  end
  return false
end

local function column_of(cell, column)
  return tonumber(cell.attr.attributes.kolonne) or column
end

local function head_row(tbl, row, roles)
  local blocks, column = pandoc.Blocks({}), 1
  for _, cell in ipairs(row.cells) do
    column = column_of(cell, column)
    local scope = cell.col_span > 1 and "colgroup" or "col"
    local role = roles and ' role="columnheader"' or ""
    if #cell.contents == 0 then
      blocks:extend(tag(cell, "td", ""))
    else
      local side = aligned(tbl, column)
      if side == ' class="hoyre"' and cell.col_span > 1 then side = ' class="midt"' end
      blocks:extend(tag(cell, "th", ' scope="' .. scope .. '"' .. role .. side))
    end
    column = column + cell.col_span
  end
  return blocks
end

-- On a telephone a table of measures is stacked: each cell says which column it is, and roles keep it a table.
local function body_row(tbl, row, names)
  local blocks, column = pandoc.Blocks({}), 1
  for _, cell in ipairs(row.cells) do
    column = column_of(cell, column)
    local more = aligned(tbl, column)
    local header = column == 1 and (tbl.classes:includes("budsjett") or tbl.classes:includes("kort") or tbl.classes:includes("radhode"))
    if names then
      more = more .. (header and ' role="rowheader"' or ' role="cell"')
        .. (names[column] and cell.col_span == 1 and ' data-navn="' .. escaped(names[column]) .. '"' or "")
    end
    blocks:extend(tag(cell, header and "th" or "td", (header and ' scope="row"' or "") .. more))
    column = column + cell.col_span
  end
  return blocks
end

-- A row that names those below it begins a part of the table's body, which it heads.
local function group_row(tbl, row, names)
  local blocks = pandoc.Blocks({ raw('</tbody><tbody role="rowgroup"><tr class="uthevet gruppe" role="row">') })
  local column = 1
  for number, cell in ipairs(row.cells) do
    local more = aligned(tbl, column)
    if number == 1 then
      blocks:extend(tag(cell, "th", ' scope="rowgroup" role="rowheader"'))
    else
      local name = names[column] and ' data-navn="' .. escaped(names[column]) .. '"' or ""
      blocks:extend(tag(cell, "td", more .. ' role="cell"' .. name))
    end
    column = column + cell.col_span
  end
  blocks:insert(raw("</tr>"))
  return blocks
end

local function row_tag(row, roles)
  local text = "<tr"
  if row.identifier ~= "" then text = text .. ' id="' .. escaped(row.identifier) .. '"' end
  local classes = table.concat(row.classes, " ")
  if classes ~= "" then text = text .. ' class="' .. classes .. '"' end
  return raw(text .. (roles and ' role="row"' or "") .. ">")
end

local function rows(blocks, tbl, list, names, roles, write)
  for _, row in ipairs(list) do
    if row.classes:includes("gruppe") then
      blocks:extend(group_row(tbl, row, names or {}))
    else
      blocks:insert(row_tag(row, roles))
      blocks:extend(write(row))
      blocks:insert(raw("</tr>"))
    end
  end
end

local FOLD = pandoc.RawInline("html", '<input type="checkbox" class="brett" checked aria-label="<!--ord vis_gruppe-->">')

-- Rows below a heading that can be folded are a group of their own; the box that folds them is the page's.
local function groups(list)
  local found, group = {}, nil
  for _, row in ipairs(list) do
    local heads, below = row.classes:includes("brettes"), row.classes:includes("under")
    if #found == 0 or heads or (group.folds and not below) then
      group = { folds = heads, rows = {} }
      found[#found + 1] = group
    end
    table.insert(group.rows, row)
  end
  return found
end

local function column_names(tbl)
  local names = {}
  for column, cell in ipairs(tbl.head.rows[1].cells) do
    names[column] = pandoc.utils.stringify(cell.contents)
  end
  return names
end

local function written(tbl)
  local stacked = tbl.classes:includes("tiltak")
  local names = stacked and column_names(tbl)
  local group = stacked and ' role="rowgroup"' or ""
  local columns = ""
  for _, spec in ipairs(tbl.colspecs) do
    columns = columns .. string.format('<col class="b%.0f">', (spec[2] or 0) * 100)
  end
  local blocks, columns_and_head = pandoc.Blocks({}), "<colgroup>" .. columns .. "</colgroup><thead" .. group .. ">"
  local caption = tbl.caption.long[1]
  if caption then
    blocks:extend({ raw("<!--tabell--><caption><span>"), caption, raw("</span></caption>" .. columns_and_head) })
  else
    blocks:insert(raw("<!--tabell-->" .. columns_and_head))
  end
  if reaches_down(tbl.head.rows) then place(tbl.head.rows) end
  for _, body in ipairs(tbl.bodies) do
    if reaches_down(body.body) then place(body.body) end
  end
  rows(blocks, tbl, tbl.head.rows, names, stacked, function(row) return head_row(tbl, row, stacked) end)
  local before = "</thead>"
  for _, body in ipairs(tbl.bodies) do
    for _, part in ipairs(groups(body.body)) do
      local folds = part.folds and #part.rows > 1
      if folds then part.rows[1].cells[1].contents:insert(1, pandoc.Plain({ FOLD })) end
      blocks:insert(raw(before .. "<tbody" .. (folds and ' class="brettbar"' or "") .. group .. ">"))
      rows(blocks, tbl, part.rows, names, stacked, function(row) return body_row(tbl, row, names) end)
      before = "</tbody>"
    end
  end
  blocks:insert(raw("</tbody></table></div>"))
  return blocks
end

-- --- Footnotes ---------------------------------------------------------------------------------

local notes = pandoc.Blocks({})
local count = 0

local function noted(note)
  count = count + 1
  local id = "fotnote_" .. count
  notes:insert(raw('<li id="' .. id .. '">'))
  local last = note.content[#note.content]
  if last and (last.t == "Para" or last.t == "Plain") then
    last.content:insert(pandoc.RawInline("html", ' <a class="tilbake" role="doc-backlink" href="#' .. id
      .. '_merke" aria-label="<!--ord fotnote_tilbake ' .. count .. '-->">↩\u{fe0e}</a>'))
  end
  notes:extend(note.content)
  notes:insert(raw("</li>"))
  return pandoc.RawInline("html", '<a class="fotnotemerke" role="doc-noteref" id="' .. id .. '_merke" href="#' .. id
    .. '" aria-label="<!--ord fotnote ' .. count .. '-->"><sup>' .. count .. "</sup></a>")
end

-- --- The rest ----------------------------------------------------------------------------------

-- HTML numbers lists «a.»; those that the content writes «a)» get their parenthesis from the stylesheet.
local function lettered(list)
  if list.delimiter ~= "OneParen" then return nil end
  return pandoc.Div({ list }, pandoc.Attr("", { "parentes" }))
end

local function is_elsewhere(block)
  if block.t == "Header" then return block.level == 1 or block.classes:includes("innhold") end
  return block.t == "Div" and ELSEWHERE[block.classes[1]] or false
end

local function is_a(block, role)
  return block and block.t == "Div" and block.classes[1] == role
end

local function figure(block, caption)
  local picture, id, width = block.content[1].content[1], "", ""
  if block.identifier ~= "" then id = ' id="' .. block.identifier .. '"' end
  if picture.t == "Image" and picture.attributes.width then
    width = " bredde-" .. picture.attributes.width:match("%d+")
    picture.attributes.width = nil
  end
  local blocks = pandoc.Blocks({ raw('<figure class="figur' .. width .. '"' .. id .. ">") })
  blocks:insert(pandoc.Plain(block.content[1].content))
  if caption then
    blocks:insert(raw("<figcaption>"))
    blocks:insert(pandoc.Plain(caption.content[1].content))
    blocks:insert(raw("</figcaption>"))
  end
  blocks:insert(raw("</figure>"))
  return blocks
end

-- What a box is to a browser; what is said of a quotation stands outside it.
local BOXES = { faktaboks = "aside" }
local PARTS = { bokstittel = "p", bokslinje = "p", boksslutt = "p", portrett = "div", ikon = "div", apningsbilde = "div" }

local function inside(block)
  local role = block.t == "Div" and PARTS[block.classes[1]] and block.classes[1]
  if not role then return pandoc.Blocks({ block }) end
  local tag = PARTS[role]
  if role == "ikon" then -- an empty text, and not none: there is nothing to say
    return pandoc.Blocks({ raw('<div class="ikon"><img src="' .. escaped(block.content[1].content[1].src) .. '" alt=""></div>') })
  end
  return pandoc.Blocks({
    raw("<" .. tag .. ' class="' .. role .. '">'),
    pandoc.Plain(block.content[1].content),
    raw("</" .. tag .. ">"),
  })
end

local function quotation(box)
  local blocks, source = pandoc.Blocks({ raw('<figure class="boks sitat"><blockquote>') }), pandoc.Blocks({})
  for _, block in ipairs(box.content) do
    if is_a(block, "boksslutt") then source:insert(pandoc.Plain(block.content[1].content))
    else blocks:extend(inside(block)) end
  end
  blocks:insert(raw("</blockquote>"))
  if #source > 0 then
    blocks:insert(raw("<figcaption><cite>"))
    blocks:extend(source)
    blocks:insert(raw("</cite></figcaption>"))
  end
  blocks:insert(raw("</figure>"))
  return blocks
end

-- What is told of each area or goal is a card, with its colour.
local CARDS = { programmetledd = true, malfliserledd = true }

local function card(item)
  local strong = item[1][1]
  local span = strong and strong.content and strong.content[1]
  local colour = span and span.t == "Span" and (span.classes[1] or ""):match("^flis%-.*") or ""
  local blocks = pandoc.Blocks({ raw('<div class="kort ' .. colour .. '"><dt>'), pandoc.Plain(item[1]) })
  local said = pandoc.Blocks({})
  for _, description in ipairs(item[2]) do said:extend(description) end
  if #said == 0 then
    blocks:insert(raw("</dt><dd></dd></div>"))
    return blocks
  end
  blocks:insert(raw("</dt><dd>"))
  blocks:extend(said)
  blocks:insert(raw("</dd></div>"))
  return blocks
end

local function cards(list)
  local blocks = pandoc.Blocks({ raw("<dl>") })
  for _, item in ipairs(list.content) do blocks:extend(card(item)) end
  blocks:insert(raw("</dl>"))
  return blocks
end

-- Key figures: each with what it counts, which a look may give a surface of its own.
local function in_parts(list)
  local blocks = pandoc.Blocks({ raw("<dl>") })
  for _, item in ipairs(list.content) do
    blocks:insert(raw("<div><dt>"))
    blocks:insert(pandoc.Plain(item[1]))
    blocks:insert(raw("</dt>"))
    for _, definition in ipairs(item[2]) do
      blocks:insert(raw("<dd>"))
      blocks:extend(definition)
      blocks:insert(raw("</dd>"))
    end
    blocks:insert(raw("</div>"))
  end
  blocks:insert(raw("</dl>"))
  return blocks
end

local function box(div)
  local role, id = div.classes[2], div.identifier
  if role == "sitat" then return quotation(div) end
  local tag = BOXES[role] or "div"
  local named = id ~= "" and ' id="' .. escaped(id) .. '"' or ""
  local called = id ~= "" and ' role="group" aria-labelledby="' .. escaped(id) .. '_tittel"' or ""
  if tag ~= "div" then called = called:gsub(' role="group"', "") end
  local blocks = pandoc.Blocks({ raw("<" .. tag .. ' class="boks ' .. role .. '"' .. named .. called .. ">") })
  for _, block in ipairs(div.content) do
    if is_a(block, "bokstittel") then
      blocks:insert(raw('<p class="bokstittel" id="' .. escaped(id) .. '_tittel">'))
      blocks:insert(pandoc.Plain(block.content[1].content))
      blocks:insert(raw("</p>"))
    elseif is_a(block, "nokkeltallledd") then
      blocks:extend(in_parts(block.content[1]))
    else
      local listed = block.t == "Div" and CARDS[block.classes[1]]
      blocks:extend(listed and cards(block.content[1]) or inside(block))
    end
  end
  blocks:insert(raw("</" .. tag .. ">"))
  return blocks
end

local function text_of(block)
  return is_a(block, "bildetekst") and block or nil
end

-- Figures side by side are figures in one, which what is said of all of them belongs to.
local function side_by_side(row, caption)
  local blocks = pandoc.Blocks({ raw('<figure class="figurrad">') })
  for _, place in ipairs(row.content) do
    if is_a(place.content[1], "figur") then
      blocks:extend(figure(place.content[1], place.content[2]))
    else
      blocks:extend(place.content)
    end
  end
  if caption then
    blocks:insert(raw("<figcaption>"))
    blocks:insert(pandoc.Plain(caption.content[1].content))
    blocks:insert(raw("</figcaption>"))
  end
  blocks:insert(raw("</figure>"))
  return blocks
end

function Pandoc(doc)
  local walked = doc.blocks:walk({ Note = noted, OrderedList = lettered })
  local blocks = pandoc.Blocks({})
  for i, block in ipairs(walked) do
    if is_a(block, "figur") then
      blocks:extend(figure(block, text_of(walked[i + 1])))
    elseif is_a(block, "figurrad") then
      blocks:extend(side_by_side(block, text_of(walked[i + 1])))
    elseif is_a(block, "boks") then
      blocks:extend(box(block))
    elseif block.t == "Table" then
      blocks:extend(written(block))
    elseif not is_elsewhere(block) and not is_a(block, "bildetekst") then
      blocks:insert(block)
    end
  end
  if count > 0 then
    local attr = pandoc.Attr("fotnoter_", { "fotnoter" }, {})
    blocks:insert(pandoc.Header(2, { pandoc.RawInline("html", "<!--ord fotnoter-->") }, attr))
    blocks:insert(raw("<ol>"))
    blocks:extend(notes)
    blocks:insert(raw("</ol>"))
  end
  doc.blocks = blocks
  return doc
end
