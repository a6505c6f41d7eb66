extension Store {
  /// The shop as it opens in the morning.
  static let seed = """
    CREATE TABLE products (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL,
      cents INTEGER NOT NULL,
      stock INTEGER NOT NULL,
      description TEXT NOT NULL
    ) STRICT;
    INSERT INTO products (name, cents, stock, description) VALUES
      ('Tea pot', 2450, 12, 'Holds a litre and drips a little.'),
      ('Lamp', 3990, 4, 'Warm light, long cable.'),
      ('Notebook', 480, 200, 'Squared paper, 96 pages.'),
      ('Pencil', 120, 540, 'Soft, dark, with a rubber.'),
      ('Chair', 8900, 7, 'Beech. Four legs.'),
      ('Kettle', 3275, 9, 'Whistles when it is done.'),
      ('Blanket', 4600, 15, 'Wool, two metres.'),
      ('Clock', 2799, 3, 'Right twice a day, and the rest of it too.'),
      ('Mug', 890, 64, 'Blue, 300 ml.'),
      ('Umbrella', 1995, 21, 'Opens by itself.'),
      ('Basket', 1540, 0, 'Willow. Sold out.'),
      ('Scissors', 760, 33, 'For paper, not for hair.');
    CREATE TABLE users (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL,
      email TEXT NOT NULL UNIQUE,
      joined INTEGER NOT NULL
    ) STRICT;
    INSERT INTO users (name, email, joined) VALUES
      ('Ann', 'ann@shop.test', 1735689600),
      ('Ben', 'ben@shop.test', 1738368000),
      ('Chloé', 'chloe@shop.test', 1740787200);
    CREATE TABLE carts (id INTEGER PRIMARY KEY, user INTEGER NOT NULL REFERENCES users(id)) STRICT;
    INSERT INTO carts VALUES (7, 1);
    CREATE TABLE cart_items (
      cart INTEGER NOT NULL,
      product INTEGER NOT NULL REFERENCES products(id),
      quantity INTEGER NOT NULL,
      PRIMARY KEY (cart, product)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO cart_items VALUES (7, 1, 1), (7, 9, 2);
    """
}
