from __future__ import annotations

from launchready.derive.routes.other import laravel, rails


def test_rails_routes_stand_in_their_namespaces() -> None:
    text = """\
Rails.application.routes.draw do
  get "up" => "rails/health#show"
  # get "old"
  namespace :admin do
    resources :users, only: [:index]
    get "stats", to: "stats#show"
  end
  resources :orders do
    post :pay
  end
  mount Sidekiq::Web => "/sidekiq"
  root "home#index"
end
"""
    assert [(one.method, one.path) for one in rails("config/routes.rb", text)] == [
        ("GET", "/up"),
        ("GET", "/admin/users"),
        ("GET", "/admin/stats"),
        ("GET", "/orders"),
        ("POST", "/pay"),
        ("ANY", "/sidekiq"),
    ]


def test_laravel_routes_stand_in_their_groups() -> None:
    text = """\
Route::get('/', Home::class);
Route::prefix('admin')->group(function () {
    Route::get('users', [Users::class, 'index']);
});
Route::post('/orders', Orders::class);
"""
    assert [(one.method, one.path) for one in laravel("routes/web.php", text)] == [
        ("GET", "/"),
        ("GET", "/admin/users"),
        ("POST", "/orders"),
    ]
    [health] = laravel("routes/api.php", "Route::get('/health', Up::class);")
    assert health.path == "/api/health"
