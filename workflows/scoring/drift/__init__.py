"""评分偏差参考: self, township and department laid side by side. Advisory only: it reads, and changes nothing.

``lines`` … ``numbers`` are pure; ``scope`` says what a person may see, ``reading`` reads no more than that.
"""
