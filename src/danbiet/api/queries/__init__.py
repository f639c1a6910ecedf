"""What the API tells, put together from the other apps' public queries; never from their tables."""
