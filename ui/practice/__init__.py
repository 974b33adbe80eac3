"""练习案件: a second window over a folder of its own, where a clerk can try everything."""

ACTOR = "李敏"  # 承办人 of the sample office: her work is what a clerk practises
