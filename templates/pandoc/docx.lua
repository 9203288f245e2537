-- Gives the Word file's cover and figures the styles of templates/docx/styles.xml.j2 and leaves the contents to
-- handlingsprogram/render/word, which knows the page numbers and finishes all the rest.

local STYLES = {
  undertittel = "Subtitle",
  sak = "Sak",
  avsender = "Avsender",
  omslagsbilde = "Omslagsbilde",
  logo = "Logo",
  figur = "Figur",
  bildetekst = "Caption",
  budsjettfigur = "Figur",
  budsjettfigurtekst = "Caption",
  plassholder = "Plassholder",
  tabellnote = "Tabellnote",
  tiltaksgruppe = "Tiltaksgruppe",
}

local function section(orient)
  return pandoc.RawBlock("openxml", '<w:p><w:pPr><w:sectPr><w:pgSz w:orient="' .. orient .. '"/></w:sectPr></w:pPr></w:p>')
end

local function styled(style, blocks, id)
  return pandoc.Div(blocks, pandoc.Attr(id or "", {}, { ["custom-style"] = style }))
end

-- The document's title has the style Title, so chapters are Word's first level.
function Header(heading)
  if heading.level == 1 then return styled("Title", { pandoc.Para(heading.content) }) end
  if heading.classes:includes("innhold") then return styled("TOC Heading", { pandoc.Para(heading.content) }) end
  heading.level = heading.level - 1
  return heading
end

-- Word has no captions that are part of a table: it stands in the paragraph above.
function Table(tbl)
  local caption = tbl.caption.long[1]
  if not caption then return nil end
  tbl.caption = { long = {} }
  return { styled("Caption", { pandoc.Para(caption.content) }), tbl }
end

-- Signs on a colour, with some of it around them.
local function tile(text, ground, on_it)
  return pandoc.RawInline("openxml", '<w:r><w:rPr><w:b/><w:bCs/><w:color w:val="' .. on_it
    .. '"/><w:bdr w:val="single" w:sz="24" w:space="0" w:color="' .. ground .. '"/><w:shd w:val="clear" w:color="auto" w:fill="'
    .. ground .. '"/></w:rPr><w:t>' .. text:gsub("&", "&amp;"):gsub("<", "&lt;") .. "</w:t></w:r>")
end

-- A sign has its colour, and a goal's number a line below it; no styles, because each is the content's.
local LOOKS = {
  tegn = '<w:color w:val="%s"/>',
  maalfarge = '<w:u w:val="thick" w:color="%s"/>',
}

function Span(span)
  local ground, on_it = (span.classes[1] or ""):match("^flis%-(%x+)%-(%x+)$")
  if ground then return tile(pandoc.utils.stringify(span), ground:upper(), on_it:upper()) end
  local kind, colour = (span.classes[1] or ""):match("^(%a+)%-(%x+)$")
  if not LOOKS[kind] then return nil end
  local text = pandoc.utils.stringify(span):gsub("&", "&amp;"):gsub("<", "&lt;")
  return pandoc.RawInline("openxml", "<w:r><w:rPr>" .. LOOKS[kind]:format(colour:upper()) .. '</w:rPr><w:t xml:space="preserve">'
    .. text .. "</w:t></w:r>")
end

-- A box is paragraphs with a style of its kind: Word joins the borders of those that are alike.
local BOXES = {
  faktaboks = "Faktaboks",
  sitat = "Sitat",
  nokkeltall = "Nokkeltall",
  definisjoner = "Definisjoner",
  signatur = "Signatur",
  vedtak = "Vedtak",
  apning = "Apning",
  programmet = "Programmet",
  malfliser = "Malfliser",
}
local PARTS = { bokstittel = "Tittel", bokslinje = "Linje", boksslutt = "Slutt", portrett = "Portrett", ikon = "Ikon", apningsbilde = "Bilde" }

local function box(div)
  local style = BOXES[div.classes[2]]
  local dressed = {
    -- pandoc gives the items of a tight list a style of their own.
    Plain = function(plain) return pandoc.Para(plain.content) end,
    Div = function(part)
      local suffix = PARTS[part.classes[1]]
      return suffix and styled(style .. suffix, part.content)
    end,
    DefinitionList = function(list)
      local blocks = pandoc.Blocks({})
      for _, item in ipairs(list.content) do
        blocks:insert(styled(style .. "Ledd", { pandoc.Para(item[1]) }))
        for _, description in ipairs(item[2]) do blocks:extend(description) end
      end
      return blocks
    end,
  }
  local found = styled(style, div.content:walk(dressed))
  found.identifier = div.identifier
  return found
end

-- Word would make one frame of two boxes of one kind that follow each other.
local SPLIT = pandoc.RawBlock("openxml", '<w:p><w:pPr><w:pStyle w:val="Boksskille"/></w:pPr></w:p>')
local KINDS = {}
for _, kind in pairs(BOXES) do KINDS[kind] = true end

local function kind_of(block)
  local kind = block and block.t == "Div" and block.attributes["custom-style"]
  return KINDS[kind] and kind
end

function Blocks(blocks)
  local found = pandoc.Blocks({})
  for i, block in ipairs(blocks) do
    local kind = kind_of(block)
    if kind and kind == kind_of(blocks[i - 1]) then found:insert(SPLIT) end
    found:insert(block)
  end
  if #found > #blocks then return found end
end

-- Side by side are pictures on one line, their texts below in the same order: a table would not be one of data.
local EM_SPACE = pandoc.Str("\u{2003}")

local function side_by_side(div)
  local line, below = pandoc.Inlines({}), pandoc.Blocks({})
  for _, place in ipairs(div.content) do
    for _, block in ipairs(place.content) do
      local picture = block.content[1].content[1]
      if picture.t == "Image" then
        if #line > 0 then line:insert(EM_SPACE) end
        line:insert(block.identifier ~= "" and pandoc.Span({ picture }, pandoc.Attr(block.identifier)) or picture)
      else
        below:insert(block)
      end
    end
  end
  if #line > 0 then below:insert(1, styled("Figur", { pandoc.Para(line) })) end
  return below
end

function Div(div)
  local role = div.classes[1]
  if role == "figurrad" then return side_by_side(div) end
  if role == "boks" then return box(div) end
  if role == "innholdsliste" then return {} end
  if role == "innledning" then return div.content end
  if role == "oversikt" then return styled("Table of Figures", { pandoc.Para("oversikt") }) end
  -- Here sections end; what they are like is handlingsprogram/render/word's to say.
  if role == "liggende" then
    local blocks = pandoc.Blocks({ section("portrait") })
    blocks:extend(div.content)
    blocks:insert(section("landscape"))
    return blocks
  end
  return STYLES[role] and styled(STYLES[role], div.content, div.identifier)
end
