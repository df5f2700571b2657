"""What the people whom records are about may ask, and how long anything is kept about them."""
