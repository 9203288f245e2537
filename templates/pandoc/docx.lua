-- Gives the Word file's cover and figures the styles of templates/docx/styles.xml.j2 and leaves the contents to
-- handlingsprogram/render/word, which knows the page numbers and finishes all the rest.

local STYLES = {
  undertittel = "Subtitle",
  avsender = "Avsender",
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

local function styled(style, blocks)
  return pandoc.Div(blocks, pandoc.Attr("", {}, { ["custom-style"] = style }))
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

-- A sign's colour; no style, because each is the content's.
function Span(span)
  local colour = (span.classes[1] or ""):match("^tegn%-(%x+)$")
  if not colour then return nil end
  local text = pandoc.utils.stringify(span):gsub("&", "&amp;"):gsub("<", "&lt;")
  return pandoc.RawInline("openxml", '<w:r><w:rPr><w:color w:val="' .. colour:upper() .. '"/></w:rPr><w:t>'
    .. text .. "</w:t></w:r>")
end

function Div(div)
  local role = div.classes[1]
  if role == "innholdsliste" then return {} end
  -- Here sections end; what they are like is handlingsprogram/render/word's to say.
  if role == "liggende" then
    local blocks = pandoc.Blocks({ section("portrait") })
    blocks:extend(div.content)
    blocks:insert(section("landscape"))
    return blocks
  end
  return STYLES[role] and styled(STYLES[role], div.content)
end
