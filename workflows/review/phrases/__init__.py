"""常用语: a person's own canned opinions beside those that come with the desk."""
