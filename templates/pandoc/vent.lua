-- Stays and answers, so that what is written is read without starting anew: of each text on stdin, with its length
-- and its pieces' headings on a line before it, what skriv.lua writes, and a full stop. The first argument is how it is read.

PANDOC_SCRIPT_FILE = arg[0] -- as skriv.lua knows it
local HERE = pandoc.path.directory(PANDOC_SCRIPT_FILE)
local READER = arg[1]

dofile(pandoc.path.join({ HERE, "skriv.lua" }))

for head in io.stdin:lines() do
  local length, pieces, formats = head:match("^(%d+) ([%d,]+) ([%a,]+)$")
  local doc = pandoc.read(io.stdin:read(tonumber(length)), READER, nil, {}) -- {}: the files that it may read
  doc = pandoc.utils.run_lua_filter(doc, pandoc.path.join({ HERE, "les.lua" }))
  Writer(doc, { variables = { formater = formats, stykker = pieces } })
  io.stdout:write("1\n.") -- all is said
  io.stdout:flush()
end
