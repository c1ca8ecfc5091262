"""电子报送包: the machine-readable half of a round's pack.

``figures`` says every figure as plain data, ``tables`` as a workbook, ``index`` as pages that open from a USB stick;
``building`` puts them with the volumes into one archive that proves itself (``documents.proving``).
"""
