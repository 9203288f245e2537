"""SVG drawings in the manner of the programs that people draw with, each with something of its own."""

from __future__ import annotations

from base64 import b64encode

from tests.photographs import photograph

_DOCTYPE = """<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN"
  "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
"""
_SVG = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'

MATPLOTLIB = f"""<?xml version="1.0" encoding="utf-8" standalone="no"?>
{_DOCTYPE}<svg {_SVG} width="460.8pt" height="345.6pt" viewBox="0 0 460.8 345.6" version="1.1">
 <metadata>
  <rdf:RDF xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:cc="http://creativecommons.org/ns#"
    xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
   <cc:Work>
    <dc:type rdf:resource="http://purl.org/dc/dcmitype/StillImage"/>
    <dc:date>2026-01-02T03:04:05.678901</dc:date>
    <dc:format>image/svg+xml</dc:format>
    <dc:creator><cc:Agent><dc:title>Matplotlib v3.10.0, https://matplotlib.org/</dc:title></cc:Agent></dc:creator>
   </cc:Work>
  </rdf:RDF>
 </metadata>
 <defs><style type="text/css">*{{stroke-linejoin: round; stroke-linecap: butt}}</style></defs>
 <g id="figure_1">
  <g id="patch_1"><path d="M 0 345.6 L 460.8 345.6 L 460.8 0 L 0 0 z" style="fill: #ffffff"/></g>
  <g id="line2d_1">
   <defs><path id="m1" d="M 0 0 L 0 3.5" style="stroke: #000000; stroke-width: 0.8"/></defs>
   <g><use xlink:href="#m1" x="73.8" y="307.5" style="stroke: #000000; stroke-width: 0.8"/></g>
  </g>
  <path d="M 73 279 L 398 55" clip-path="url(#p1)" style="fill: none; stroke: #1f77b4; stroke-width: 1.5"/>
 </g>
 <defs><clipPath id="p1"><rect x="57.6" y="41.4" width="357.1" height="266.1"/></clipPath></defs>
</svg>
"""
INKSCAPE = f"""<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!-- Created with Inkscape (http://www.inkscape.org/) -->
<svg width="210mm" height="100mm" viewBox="0 0 210 100" version="1.1" id="svg5" {_SVG}
   inkscape:version="1.3.2" sodipodi:docname="kart.svg" xml:space="preserve"
   inkscape:export-filename="kart.png" inkscape:export-xdpi="300"
   xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"
   xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"
   xmlns:svg="http://www.w3.org/2000/svg">
  <sodipodi:namedview id="namedview7" pagecolor="#ffffff" inkscape:document-units="mm" showgrid="true">
    <inkscape:grid id="grid1" units="mm" spacingx="1"/>
  </sodipodi:namedview>
  <defs id="defs2">
    <rect x="10" y="10" width="80" height="20" id="rect1"/>
    <inkscape:path-effect effect="skeletal" id="path-effect1" is_visible="true"/>
    <linearGradient inkscape:collect="always" id="lg1"><stop style="stop-color:#f00"/></linearGradient>
    <linearGradient inkscape:collect="always" xlink:href="#lg1" id="lg2" x1="0" x2="9"/>
  </defs>
  <g inkscape:label="Lag 1" inkscape:groupmode="layer" id="layer1">
    <path style="fill:url(#lg2);stroke-width:0.26;-inkscape-stroke:none" d="m 10,50 h 90 v 40 z" id="p1"
       sodipodi:nodetypes="cccc"/>
    <text xml:space="preserve" style="font-size:10px;-inkscape-font-specification:'Sans, Normal'" id="t1"
       x="20" y="30"><tspan sodipodi:role="line" id="ts1" x="20" y="30">Båtrute</tspan></text>
  </g>
</svg>
"""
DRAW_IO = f"""<?xml version="1.0" encoding="UTF-8"?>
{_DOCTYPE}<svg {_SVG} style="background: transparent; color-scheme: light dark;" width="221px"
  height="81px" viewBox="-0.5 -0.5 221 81"
  content="&lt;mxfile host=&quot;app.diagrams.net&quot;&gt;&lt;/mxfile&gt;">
 <defs/><g><g data-cell-id="0"><rect x="0" y="0" width="120" height="60" fill="#dae8fc" stroke="#6c8ebf"
  pointer-events="all" style="fill: light-dark(rgb(218, 232, 252), rgb(29, 41, 59));"/>
 <g fill="#000000" font-family="Helvetica" text-anchor="middle" font-size="12px">
  <text x="59.5" y="34.5">Råd</text></g>
 </g></g></svg>
"""
DRAW_IO_WITH_HTML = DRAW_IO.replace(
    '<text x="59.5" y="34.5">Råd</text>',
    '<switch><foreignObject style="overflow: visible;" width="100%" height="100%"><div '
    'xmlns="http://www.w3.org/1999/xhtml" style="display: flex;"><div><font>Råd</font><br/></div></div>'
    '</foreignObject><text x="60" y="34">Råd</text></switch>',
)
POWERPOINT = f"""<svg width="640" height="360" {_SVG} overflow="hidden"><defs>
<clipPath id="clip0"><rect x="0" y="0" width="640" height="360"/></clipPath>
<linearGradient x1="1" y1="2" x2="3" y2="4" gradientUnits="userSpaceOnUse" id="fill1">
<stop offset="0" stop-color="#5E83CB"/><stop offset="1" stop-color="#3B70CA"/></linearGradient>
<image width="1000" height="600" xlink:href="data:image/jpeg;base64,{b64encode(photograph()).decode()}"
 preserveAspectRatio="none" id="img2"/></defs>
<g clip-path="url(#clip0)"><rect x="0" y="0" width="640" height="360" fill="#FFFFFF"/>
<path d="M9 9 99 9 99 99Z" stroke="#2F528F" stroke-miterlimit="8" fill="url(#fill1)" fill-rule="evenodd"/>
<g clip-path="url(#clip0)"><use width="100%" height="100%" xlink:href="#img2"
 transform="matrix(0.3 0 0 0.3 40 40)"/></g>
<text font-family="Calibri,Calibri_MSFontService,sans-serif" font-weight="400" font-size="18"
 transform="translate(300 50)">Utgifter</text></g></svg>
"""
POWERPOINT_WITH_GRADIENT = POWERPOINT.replace(' id="fill1"', ' spreadMethod="reflect" id="fill1"')
"""PDF/A has no gradients that repeat themselves."""
EXCEL = POWERPOINT.replace(
    'width="640" height="360" xmlns', 'width="6.4in" height="3.6in" viewBox="0 0 640 360" xmlns'
)
ILLUSTRATOR = f"""<?xml version="1.0" encoding="utf-8"?>
<!-- Generator: Adobe Illustrator 27.0.0, SVG Export Plug-In . SVG Version: 6.00 Build 0)  -->
<svg version="1.1" id="Lag_1" {_SVG} x="0px" y="0px" width="100%" viewBox="0 0 841.9 595.3"
  style="enable-background:new 0 0 841.9 595.3;" xml:space="preserve">
<style type="text/css">
	.st0{{clip-path:url(#SVGID_2_);fill:#E6332A;}}
	.st1{{font-family:'MyriadPro-Regular';}}
</style>
<g><defs><rect id="SVGID_1_" x="10" y="10" width="500" height="300"/></defs>
<clipPath id="SVGID_2_"><use xlink:href="#SVGID_1_" style="overflow:visible;"/></clipPath>
<path class="st0" d="M9,9h600v400H9V9z"/></g>
<text transform="matrix(1 0 0 1 20 500)" class="st1">Våpenet</text></svg>
"""
ILLUSTRATOR_TO_EDIT = ILLUSTRATOR.replace(
    "<svg ",
    '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [\n'
    '\t<!ENTITY ns_svg "http://www.w3.org/2000/svg">\n]>\n<svg ',
    1,
)
TAKEN = {
    "matplotlib": MATPLOTLIB,
    "Inkscape": INKSCAPE,
    "draw.io": DRAW_IO,
    "PowerPoint": POWERPOINT,
    "Excel": EXCEL,
    "Illustrator": ILLUSTRATOR,
}
"""Program -> what it saves."""
