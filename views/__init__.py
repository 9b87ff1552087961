"""The pages: each shows what use cases give, and works nothing out. Nothing outside imports Streamlit but the app."""
