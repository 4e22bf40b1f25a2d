from warehouse.merge import Changes
def derive_changes(con, docs): return Changes()
