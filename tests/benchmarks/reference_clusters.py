"""What many would do instead of an analysis: TF-IDF of words and two-word phrases, k-means with 500 groups (scikit-learn).

    reference_clusters.py DATABASE
"""
import sqlite3
import sys

from sklearn.cluster import MiniBatchKMeans
from sklearn.feature_extraction.text import TfidfVectorizer

with sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True) as base:
    texts = [text for (text,) in base.execute("SELECT title || '. ' || abstract FROM papers ORDER BY announced_on, arxiv_id")]
vectors = TfidfVectorizer(ngram_range=(1, 2), min_df=5, sublinear_tf=True, stop_words="english").fit_transform(texts)
groups = MiniBatchKMeans(n_clusters=500, n_init=1, random_state=1).fit_predict(vectors)
print(len(texts), vectors.shape[1], len(set(groups)))
