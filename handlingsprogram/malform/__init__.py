"""What the tool says to its users, in their own written form of Norwegian."""

from handlingsprogram.malform.spoken import choose as choose
from handlingsprogram.malform.spoken import in_run as in_run
from handlingsprogram.malform.spoken import told as told
