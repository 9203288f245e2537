-- Writes the document in all the formats that are asked for, after one reading of it: each as soon as it is
-- made, with its length on a line before it, so that what needs the first need not wait for the last.

-- A line that pandoc breaks could begin with what Typst takes for a list or a heading.
local SETTINGS = { html = { section_divs = true, wrap_text = "none" }, typst = { wrap_text = "none" } }
local HERE = pandoc.path.directory(PANDOC_SCRIPT_FILE)

local function dressed(doc, format)
  if format == "json" then return doc end
  return pandoc.utils.run_lua_filter(doc, pandoc.path.join({ HERE, format .. ".lua" }))
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
