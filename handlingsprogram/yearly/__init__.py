"""From one year to the next: a draft made of last year's programme, and its adoption."""
