"""What the tool says to its users, in their own written form of Norwegian."""

from handlingsprogram.malform.spoken import NYNORSK as NYNORSK
from handlingsprogram.malform.spoken import choose as choose
from handlingsprogram.malform.spoken import in_run as in_run
from handlingsprogram.malform.spoken import language_of as language_of
from handlingsprogram.malform.spoken import told as told
