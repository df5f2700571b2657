"""An invented area laid over the seven real districts: every name, postcode, school and address is made up."""
