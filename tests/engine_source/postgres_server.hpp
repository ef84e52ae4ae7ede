// A PostgreSQL server of the test's own: in a temporary folder, on a socket there, with a password, gone with the object.
#pragma once

#include <filesystem>
#include <string>

namespace rettesnor::testing_source {

class PostgresServer {
 public:
  /// Makes and starts a cluster. Throws std::runtime_error when there is no server to start: its absence is a failure.
  PostgresServer();
  ~PostgresServer();
  PostgresServer(const PostgresServer&) = delete;
  PostgresServer& operator=(const PostgresServer&) = delete;

  static constexpr const char* password = "hem-melig";
  /// An address of the database `test`. @param more  behind what names the socket: `&connect_timeout=1`
  std::string address(const std::string& user = "tester", const std::string& password_of = password, const std::string& more = {}) const;
  /// Executes it as the superuser, in a connection of its own.
  void execute(const std::string& sql) const;
  /// Ends the server processes of all other connections.
  void cut_connections() const;

 private:
  std::filesystem::path folder_;
  std::string programs_;
};

}  // namespace rettesnor::testing_source
