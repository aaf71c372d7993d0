insert into account (id, name, email, password, role) values
  (17, 'ann', 'ann@example.com', '{noop}demo', 'USER'),
  (18, 'root', 'root@example.com', '{noop}demo', 'ADMIN');
