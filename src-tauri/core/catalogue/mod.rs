//! What an exhibition is: facts about files become stands, publications, films and photo series. Pure.
