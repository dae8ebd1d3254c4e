"""One file per form in which people look at a programme, all drawing on one neutral grid."""
