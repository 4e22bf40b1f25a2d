from warehouse.merge import Changes
def derive_carriers(con, clusters): return Changes()
