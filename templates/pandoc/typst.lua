-- Turns the parsed document into calls of the functions in templates/typst. Tables are
-- written here, because pandoc's own Typst tables are figures that lose rows at a page break.
-- Content is left to pandoc's writer: only what stands around it is raw Typst.

local function quoted(text)
  return '"' .. text:gsub("\\", "\\\\"):gsub('"', '\\"') .. '"'
end

local function raw(text)
  return pandoc.RawBlock("typst", text)
end

-- Where Typst content begins, «1. », «- », «= » or «/ x:» would be a list or a heading. pandoc escapes them
-- at the beginning of a paragraph only. What needs no guard is left alone: to hand it back costs time.
local function needs_guard(inlines)
  return #inlines > 0 and inlines[1].t == "Str" and inlines[1].text:match("^[%d%-%+=/]")
end

local function guarded(inlines)
  if needs_guard(inlines) then inlines:insert(1, pandoc.RawInline("typst", "#none;")) end
  return inlines
end

local function wrapped(before, inlines, after)
  local content = pandoc.Inlines({ pandoc.RawInline("typst", before) })
  content:extend(guarded(inlines))
  content:insert(pandoc.RawInline("typst", after))
  return content
end

local function array(items)
  return #items > 0 and "(" .. table.concat(items, ", ") .. ",)" or "()"
end

local function opening(cell)
  local spans = {}
  if cell.col_span > 1 then spans[#spans + 1] = "colspan: " .. cell.col_span end
  if cell.row_span > 1 then spans[#spans + 1] = "rowspan: " .. cell.row_span end
  if cell.alignment == "AlignCenter" then spans[#spans + 1] = "align: center" end
  return #spans > 0 and "table.cell(" .. table.concat(spans, ", ") .. ")[" or "["
end

-- What links lead to. Typst needs no other anchors in tables, and each takes 10 kB; who shows the pages beside what is
-- written asks for all (templates/pandoc/skriv.lua).
local targets = {}

local function add_rows(blocks, rows)
  for _, row in ipairs(rows) do
    blocks:insert(raw("("))
    for number, cell in ipairs(row.cells) do
      local anchor = number == 1 and row.identifier ~= "" and (ANCHORED or targets[row.identifier])
        and "#metadata(none) #label(" .. quoted(row.identifier) .. ")" or ""
      blocks:insert(raw(opening(cell) .. anchor))
      blocks:extend(cell.contents)
      blocks:insert(raw("],"))
    end
    blocks:insert(raw("),"))
  end
end

local SIDES = { AlignRight = "right", AlignCenter = "center" }
local tables = 0 -- so far; data.json has the sizes of their cells, and how their rows hold together, in the same order

function Table(tbl)
  local widths, alignments, emphasised, count = {}, {}, {}, #tbl.head.rows
  for _, spec in ipairs(tbl.colspecs) do
    alignments[#alignments + 1] = SIDES[spec[1]] or "left"
    widths[#widths + 1] = spec[2] and string.format("%.4gfr", spec[2] * 100) or "1fr"
  end
  for _, body in ipairs(tbl.bodies) do
    for _, row in ipairs(body.body) do
      if row.classes:includes("uthevet") then emphasised[#emphasised + 1] = tostring(count) end
      count = count + 1
    end
  end
  local blocks = pandoc.Blocks({})
  local caption = tbl.caption.long[1]
  if caption then blocks:extend({ raw("#tabelltittel["), pandoc.Para(caption.content), raw("]") }) end
  blocks:insert(raw("#tabell(" .. quoted(tbl.classes[1] or "")
    .. ", widths: " .. array(widths) .. ", alignments: " .. array(alignments)
    .. ", emphasised: " .. array(emphasised)
    .. ", number: " .. tables .. ", head-rows: " .. #tbl.head.rows
    .. (tbl.classes:includes("liggende") and ", wide: true" or "")
    .. ", under-title: " .. tostring(caption ~= nil) .. ", head: ("))
  tables = tables + 1
  add_rows(blocks, tbl.head.rows)
  blocks:insert(raw("),"))
  for _, body in ipairs(tbl.bodies) do add_rows(blocks, body.body) end
  blocks:insert(raw(")" .. (tbl.identifier ~= "" and " #label(" .. quoted(tbl.identifier) .. ")" or "")))
  return blocks
end

function Header(heading)
  local before = "#overskrift(" .. heading.level .. ", " .. quoted(heading.identifier) .. ")["
  if heading.level == 1 then
    before = "#tittel["
  elseif heading.classes:includes("innhold") then
    before = "#innhold["
  elseif heading.classes:includes("sideskift") and not heading.classes:includes("apning") then
    before = "#pagebreak(weak: true)\n" .. before
  elseif heading.classes:includes("sideskift-ved-behov") and not heading.classes:includes("apning") then
    before = "#overskrift(" .. heading.level .. ", " .. quoted(heading.identifier) .. ", ved-behov: true)["
  end
  return pandoc.Plain(wrapped(before, heading.content, "]"))
end

local function labelled(id)
  return id ~= "" and " #label(" .. quoted(id) .. ")" or ""
end

-- A colour and that of the text on it, of classes like flis-1d4f7c-ffffff.
local function tint(classes)
  for _, class in ipairs(classes) do
    local ground, text = class:match("^flis%-(%x+)%-(%x+)$")
    if ground then return '"' .. ground .. '", "' .. text .. '"' end
  end
end

-- The signs in a colour that a term may begin with, taken out of it.
local function mark_of(term)
  local strong = term[1] and term[1].t == "Strong" and term[1]
  local span = strong and strong.content[1]
  if not span or span.t ~= "Span" or not tint(span.classes) then return nil end
  strong.content:remove(1)
  if #strong.content > 0 then strong.content:remove(1) end -- the space behind it
  term[1] = strong
  return span
end

-- Terms with what is said of them, and the signs before them: an array, for the function of the role around it.
function DefinitionList(list)
  local blocks = pandoc.Blocks({ raw("(") })
  for _, item in ipairs(list.content) do
    local term = item[1]
    local mark = mark_of(term)
    blocks:insert(raw("(["))
    blocks:insert(pandoc.Plain(guarded(term)))
    blocks:insert(raw("], ["))
    for _, description in ipairs(item[2]) do blocks:extend(description) end
    if mark then
      blocks:insert(raw("], (" .. tint(mark.classes) .. ", ["))
      blocks:insert(pandoc.Plain(guarded(mark.content)))
      blocks:insert(raw("])),"))
    else
      blocks:insert(raw("], none),"))
    end
  end
  blocks:insert(raw(")"))
  return blocks
end

-- A heading with what it opens with: its parts are told apart, since each has its place.
local function opening_field(field)
  local number = ""
  for _, class in ipairs(field.classes) do number = class:match("^nr%-(.+)$") or number end
  local wished = field.classes:includes("sideskift-ved-behov")
  local asked = wished and "#plass-til-åpning(" .. quoted(field.content[1].identifier) .. ")\n" or ""
  local blocks = pandoc.Blocks({ raw(asked .. "#åpning((" .. tint(field.classes) .. "), nummer: " .. quoted(number)
    .. ", sideskift: " .. tostring(field.classes:includes("sideskift"))) })
  local message = pandoc.Blocks({})
  for _, block in ipairs(field.content[2].content) do
    local role = block.t == "Div" and block.classes[1]
    if role == "ikon" or role == "apningsbilde" then
      blocks:insert(raw(", " .. role .. ": ["))
      blocks:extend(block.content)
      blocks:insert(raw("]"))
    else
      message:insert(block)
    end
  end
  blocks:insert(raw(", ["))
  blocks:insert(field.content[1])
  blocks:insert(raw("], ["))
  blocks:extend(message)
  blocks:insert(raw("])"))
  return blocks
end

function Div(div)
  local role = div.classes[1]
  if role == "innholdsliste" then return {} end
  if role == "apningsfelt" then return opening_field(div) end
  if role == "boks" and div.classes[2] == "apning" then return nil end
  if role == "boks" then
    local blocks = pandoc.Blocks({ raw("#boks(" .. quoted(div.classes[2]) .. ")[") })
    blocks:extend(div.content)
    blocks:insert(raw("]" .. labelled(div.identifier)))
    return blocks
  end
  if role == "ikon" or role == "apningsbilde" then return nil end -- the opening around it has a place for it
  local opening, closing = "#" .. role .. "[", "]"
  if role:match("ledd$") or role == "figurrad" then opening, closing = "#" .. role .. "(", ")" end
  if role == "figurplass" then opening, closing = "[", "]," end
  local blocks = pandoc.Blocks({ raw(opening) })
  blocks:extend(div.content)
  blocks:insert(raw(closing .. labelled(div.identifier)))
  return blocks
end

-- By the time a picture is met, Str below has escaped the «-5» of its text, which stringify would leave out.
local plain = {
  RawInline = function(inline) return pandoc.Str(((inline.text:match("^\\.*") or ""):gsub("\\", ""))) end,
}

-- The folders beside the Markdown that have what the tool draws; the content's own pictures lie in «figurer».
local function is_drawn(path)
  return path:match("%-tegninger/[^/]*$") or path:match("%-budsjettfigurer/[^/]*$")
end

function Image(image)
  local alt = pandoc.utils.stringify(image.caption:walk(plain))
  local path = image.src:gsub("%%(%x%x)", function(code) return string.char(tonumber(code, 16)) end)
  local share = (image.attributes.width or ""):match("^%d+%%$")
  local width = (share and ", bredde: " .. share or "") .. (is_drawn(path) and ", tegnet: true" or "")
  if image.classes:includes("apningsbilde") then
    return pandoc.RawInline("typst", "#dekkbilde(" .. quoted(path) .. ", " .. quoted(alt) .. ")")
  end
  return pandoc.RawInline("typst", "#bilde(" .. quoted(path) .. ", " .. quoted(alt) .. width .. ")")
end

function Span(span)
  if span.identifier ~= "" then return wrapped("#[", span.content, "#metadata(none)" .. labelled(span.identifier) .. "]") end
  local number = (span.classes[1] or ""):match("^baerekraftsmal%-(%d+)$")
  if number then return wrapped("#bærekraftsmål(" .. number .. ")[", span.content, "]") end
  local colour = (span.classes[1] or ""):match("^tegn%-(%x+)$")
  if colour then return wrapped('#text(fill: rgb("' .. colour .. '"))[', span.content, "]") end
  local language = span.attributes.lang
  if language then return wrapped("#språk(" .. quoted(language) .. ")[", span.content, "]") end
end

-- Typst makes … of three dots, a soft hyphen of -? and a minus of the hyphen in -5; pandoc 3.9 lets it.
-- Its apostrophe it writes straight, for Typst to turn; here Typst turns none.
local APOSTROPHE = "\u{2019}"
local SHORTHANDS = { "%.%.%.", "%-%?", "%-%d", APOSTROPHE }
local ANY = "[%.%-][%.%?%d]"

local function next_shorthand(text, from)
  local first, last
  for _, pattern in ipairs(SHORTHANDS) do
    local here, there = text:find(pattern, from)
    if here and (not first or here < first) then first, last = here, there end
  end
  return first, last
end

function Str(str)
  local text, from = str.text, 1
  if not text:find(ANY) and not text:find(APOSTROPHE, 1, true) then return nil end
  local first, last = next_shorthand(text, 1)
  if not first then return nil end
  local parts = pandoc.Inlines({})
  while first do
    if first > from then parts:insert(pandoc.Str(text:sub(from, first - 1))) end
    parts:insert(pandoc.RawInline("typst", (text:sub(first, last):gsub("[%.%-]", "\\%0"))))
    from = last + 1
    first, last = next_shorthand(text, from)
  end
  if from <= #text then parts:insert(pandoc.Str(text:sub(from))) end
  return parts
end

local function guard_content(element)
  if not needs_guard(element.content) then return nil end
  element.content = guarded(element.content)
  return element
end

Emph, Strong, Strikeout = guard_content, guard_content, guard_content

-- A link into the document goes to a label; pandoc writes the others.
function Link(link)
  local id = link.target:match("^#(.+)$")
  if id then
    targets[id] = true -- before any table is written: inlines come first
    return wrapped("#link(label(" .. quoted(id) .. "))[", link.content, "]")
  end
  return guard_content(link)
end

local function first_needs_guard(blocks)
  local first = blocks[1]
  return first and (first.t == "Plain" or first.t == "Para") and needs_guard(first.content)
end

local function guard_first(blocks)
  if first_needs_guard(blocks) then blocks[1].content = guarded(blocks[1].content) end
  return blocks
end

function Note(note)
  if not first_needs_guard(note.content) then return nil end
  note.content = guard_first(note.content)
  return note
end

function BulletList(list)
  local changed = nil
  for i, item in ipairs(list.content) do
    if first_needs_guard(item) then
      list.content[i] = guard_first(item)
      changed = list
    end
  end
  return changed
end

local NUMERALS = { LowerAlpha = "a", UpperAlpha = "A", LowerRoman = "i", UpperRoman = "I" }

local function numbering(list)
  local numeral = NUMERALS[list.style] or "1"
  if list.delimiter == "OneParen" then return numeral .. ")" end
  return list.delimiter == "TwoParens" and "(" .. numeral .. ")" or numeral .. "."
end

local function by_itself(list)
  local set = "#[#set enum(numbering: " .. quoted(numbering(list)) .. ", start: " .. list.start .. ")"
  return { raw(set), list, raw("]") }
end

-- pandoc sets a list's numbering for all that is in it; a list in a list says its own.
local inner = { OrderedList = by_itself }

-- A list right behind another is one with it to Typst, unless it says its own numbering.
function Blocks(blocks)
  local changed = pandoc.Blocks({})
  for i, block in ipairs(blocks) do
    if i > 1 and block.t == "OrderedList" and blocks[i - 1].t == "OrderedList" then
      changed:extend(by_itself(block))
    else
      changed:insert(block)
    end
  end
  if #changed > #blocks then return changed end
end

function OrderedList(list)
  for i, item in ipairs(list.content) do list.content[i] = guard_first(pandoc.Blocks(item):walk(inner)) end
  return list
end
