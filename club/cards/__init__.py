"""Cards: a text of the club as a picture, to be sent on or shown beside its link in a chat."""
